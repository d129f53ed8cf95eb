package io.claimdispatch.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The shape of the code. What a rule forbids is done in the package {@code bad}, so that each is seen to be able to fail. */
class ArchitectureTest {

    private static final String ROOT = "io.claimdispatch";
    private static final String BAD = ROOT + ".architecture.bad";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    private static final JavaClasses FORBIDDEN = new ClassFileImporter().importPackages(BAD);
    private static final JavaClasses PRODUCT_AND_TESTS =
            new ClassFileImporter().importPackages(ROOT).that(JavaClass.Predicates.resideOutsideOfPackage(BAD + ".."));

    @TestFactory
    Stream<DynamicTest> theProductKeepsTheArchitectureRules() {
        return new Rules(ROOT)
                .ofTheProduct().stream().map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(PRODUCT)));
    }

    @TestFactory
    Stream<DynamicTest> everyArchitectureRuleCanFail() {
        return new Rules(BAD)
                .ofTheProduct().stream()
                        .map(rule -> dynamicTest(
                                rule.getDescription(),
                                () -> assertThat(rule.evaluate(FORBIDDEN).hasViolation())
                                        .isTrue()));
    }

    @Test
    void theArchitectureRulesSeeTheProductsClasses() {
        assertThat(PRODUCT.stream().map(JavaClass::getPackageName)).contains(ROOT, ROOT + ".internal.store");
    }

    @Test
    void noCodeSleepsNotEvenATest() {
        new Rules(ROOT).noCodeSleeps().check(PRODUCT_AND_TESTS);

        assertThat(new Rules(BAD).noCodeSleeps().evaluate(FORBIDDEN).hasViolation())
                .isTrue();
    }

    @Test
    void everyForbiddenUseOfAStepIsFound() {
        assertThat(whatIsFoundBy("steps use each other"))
                .contains("bad.Api.") // the API uses the inside
                .contains("bad.spi.Replaceable.") // so does the SPI
                .contains("store.Backwards.") // a step uses a later one
                .contains("claim.Reverse.") // dispatch may use claim, never the reverse
                .contains("upkeep.Curious.") // only operators' packages use the node
                .contains("store.claim.Eager.", "store.lease.Sideways.") // within the store too
                .contains("elsewhere.Unlisted ", "console.Unlisted ") // a package that no step has
                .doesNotContain("claim.Forwards."); // a step may use an earlier one
    }

    @Test
    void aClassNeedsEachPermissionOfItsStep() {
        assertThat(Permissions.unused(PRODUCT, ROOT, Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void aPermissionThatNoClassNeedsIsFound(@TempDir Path sources) {
        assertThat(Permissions.unused(FORBIDDEN, BAD, sources))
                .contains("internal.observe may use internal.node")
                .doesNotContain("internal.claim may use internal.store");
    }

    @Test
    void aDialectMayUseSharedCodeButNoOtherDialect() {
        assertThat(whatIsFoundBy("dialect knows no other"))
                .contains("h2.Neighbour.")
                .doesNotContain("derby.Derby.shared");
    }

    @Test
    void aLogLineOrAnErrorWithATextOfItsOwnIsFound() {
        assertThat(whatIsFoundBy("a line of the catalogue or an error"))
                .contains("Log.log(")
                .doesNotContain("Log.debug(", "Log.write(");
        assertThat(whatIsFoundBy("come from the catalogue")).contains("OwnWords.line()", "OwnWords.error()");
    }

    @Test
    void aSecondClassThatReadsTheClockIsFound() {
        assertThat(whatIsFoundBy("reads the JVM's clock"))
                .contains("more than one class")
                .doesNotContain("SecondClock.lambda");
    }

    @Test
    void aDurationThatIsNotMeasuredByTickerIsFound() {
        assertThat(whatIsFoundBy("measures durations"))
                .contains("Habits.duration(", "Habits.durationByReference(")
                .doesNotContain("common.Ticker");
    }

    @Test
    void anOptionalAsParameterIsFoundUnlessALambdaTakesIt() {
        assertThat(whatIsFoundBy("Optional is no parameter"))
                .contains("Habits.optional(")
                .doesNotContain("SecondClock");
    }

    @Test
    void everyUseOfADefaultOfTheJvmIsFound() {
        assertThat(whatIsFoundBy("default locale"))
                .contains("Habits.digits(", "String.formatted(", "String.format(")
                .contains("Habits.letters(", "Habits.lettersByReference(")
                .contains("Habits.bytes(", "String.<init>([B)", "String.getBytes()")
                .contains("Habits.reader(", "Habits.zone(", "Habits.zoneOfTheDriver(");
    }

    @Test
    void testsUseNoDefaultOfTheJvmInTextForMachines() {
        classes().should(FollowNoDefault.inTexts()).check(PRODUCT_AND_TESTS);
    }

    @Test
    void aBeanWithAScopeOfItsOwnAndAConstructorThatDoesMoreThanKeepAreFound() {
        assertThat(whatIsFoundBy("a bean of the inside"))
                .contains("Proxied carries", "Eager carries no @Dependent", "Eager has a @Resource")
                .doesNotContain("Hasty");
        assertThat(whatIsFoundBy("constructor of a @Component"))
                .contains("getConnection()", "Executor.execute(") // the second by way of a method of its own
                .doesNotContain("Proxied");
    }

    private static String whatIsFoundBy(String rule) {
        return new Rules(BAD)
                .ofTheProduct().stream()
                        .filter(each -> each.getDescription().contains(rule))
                        .map(each -> each.evaluate(FORBIDDEN).getFailureReport().toString())
                        .collect(Collectors.joining());
    }
}
