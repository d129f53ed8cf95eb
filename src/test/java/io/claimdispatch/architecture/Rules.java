package io.claimdispatch.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.problem.Notice;
import java.util.List;
import java.util.Optional;

/**
 * The rules, for the packages below a root: the product's own, or that of the classes which break each of them.
 *
 * @param root the package that everything lies in
 */
record Rules(String root) {

    private static final List<String> PORTABLE = List.of(
            "java",
            "jakarta",
            "javax.crypto",
            "javax.management",
            "javax.naming",
            "javax.net",
            "javax.sql",
            "org.jspecify");

    /** What the product's own classes keep. */
    List<ArchRule> ofTheProduct() {
        return List.of(
                classes()
                        .should(new Conditions.UseOnlyTheirSteps(root))
                        .as("the API knows nothing of the inside, and the steps use each other one way"),
                slices().assignedFrom(packages()).should().beFreeOfCycles().as("there is no circle of packages"),
                slices().assignedFrom(databases())
                        .should()
                        .notDependOnEachOther()
                        .as("a database's dialect knows no other database's"),
                classes()
                        .that()
                        .resideOutsideOfPackage(root + ".internal.config")
                        .should()
                        .onlyDependOnClassesThat(areOf(PORTABLE))
                        .as("only Jakarta EE and the JDK are used: no type of a server or of a JPA provider"),
                classes()
                        .that()
                        .resideInAPackage(root + ".internal.config")
                        .should()
                        .onlyDependOnClassesThat(areOf(PORTABLE).or(areOf(List.of("org.eclipse.microprofile.config"))))
                        .as("config, and nothing else, may know MicroProfile Config too"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(root + ".internal.store.jpa", root + ".internal.operate")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("jakarta.persistence..")
                        .as("only the store and the operators' queries use JPA: the entity is not part of the API"),
                classes()
                        .should(new Conditions.ReadTheClockInOnePlace(root + ".internal.config"))
                        .as("only one class, in config, reads the JVM's clock"),
                classes()
                        .that()
                        .doNotHaveFullyQualifiedName(root + ".internal.common.Ticker")
                        .should(Conditions.notUse(
                                "System.nanoTime",
                                target -> target.getName().equals("nanoTime")
                                        && target.getOwner().isEquivalentTo(System.class)))
                        .as("only Ticker, which a test can move, measures durations"),
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(root + ".internal.batch.JobOperators")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("jakarta.batch.runtime.BatchRuntime")
                        .as("only JobOperators asks for the server's batch runtime"),
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(root + ".internal.ddl.DdlCommand")
                        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                        .as("only the jar's command prints to the standard streams"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.logging..")
                        .as("logging is System.Logger's, not java.util.logging's"),
                classes()
                        .that()
                        .doNotHaveFullyQualifiedName(root + ".internal.common.Log")
                        .should(Conditions.notUse(
                                "System.Logger",
                                target -> target.getOwner().isEquivalentTo(System.Logger.class)
                                        || target.getName().equals("getLogger")
                                                && target.getOwner().isEquivalentTo(System.class)))
                        .as("every class logs through Log, which escapes the text"),
                classes()
                        .that()
                        .haveFullyQualifiedName(root + ".internal.common.Log")
                        .should(new Conditions.TakeTextsForDebugOnly())
                        .as(
                                "at INFO or above, a class logs a line of the catalogue or an error, never a text of its own"),
                classes()
                        .that()
                        .resideInAPackage(root + ".internal..")
                        .and()
                        .resideOutsideOfPackage(root + ".internal.common.problem")
                        .should(Conditions.notUse(
                                "an error or a log line of their own",
                                target -> target.getName().equals("<init>")
                                        && (target.getOwner().isEquivalentTo(Notice.class)
                                                || target.getOwner().isEquivalentTo(ClaimDispatchException.class))))
                        .as("errors and log lines come from the catalogue"),
                classes()
                        .should(FollowNoDefault.ofAnyKind())
                        .as("no class uses the JVM's default locale, charset or time zone"),
                fields().should()
                        .notHaveRawType(Optional.class)
                        .as("Optional is no field and no component of a record"),
                classes().should(new Conditions.TakeNoOptional()).as("Optional is no parameter"),
                classes().should(new Conditions.BeNullMarked()).as("every package is null-marked"),
                classes().should(Beans.beComponents(root)).as("a bean of the inside carries @Component"),
                classes()
                        .should(Beans.keepWhatTheyAreGiven(root))
                        .as("the constructor of a @Component touches no database and no executor"));
    }

    /** What the tests keep too. */
    ArchRule noCodeSleeps() {
        return classes()
                .should(Conditions.notUse(
                        "Thread.sleep",
                        target -> target.getName().equals("sleep")
                                && target.getOwner().getPackageName().startsWith("java.")))
                .as("no class calls Thread.sleep: code waits for an event");
    }

    private DescribedPredicate<JavaClass> areOf(List<String> packages) {
        return DescribedPredicate.describe("are portable", used -> {
            JavaClass type = used.getBaseComponentType();
            return type.isPrimitive()
                    || isBelow(root, type)
                    || packages.stream().anyMatch(name -> isBelow(name, type));
        });
    }

    private static boolean isBelow(String name, JavaClass type) {
        return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
    }

    /** {@code innodb} is what MariaDB and MySQL have in common, and no database. */
    private SliceAssignment databases() {
        String dialects = root + ".internal.store.dialect.";
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return name.startsWith(dialects) && !name.equals(dialects + "innodb")
                        ? SliceIdentifier.of(name)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "databases";
            }
        };
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }
}
