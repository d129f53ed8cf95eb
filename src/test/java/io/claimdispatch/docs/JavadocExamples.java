package io.claimdispatch.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTreeScanner;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds the examples in the Javadoc of public types: each {@code <pre>{@code …}</pre>}, of the type or of a member. */
final class JavadocExamples {

    private static final Pattern TYPE = Pattern.compile("(?m)^public (?:final )?(?:class|interface|record) ");

    /** What stands in a class, and not in a method: it begins with an annotation or a modifier. */
    private static final Pattern MEMBER = Pattern.compile("\\A(?:@\\w|public |private )");

    /** What an example without a class of its own takes for granted. */
    private static final String FIELDS = """
                Publisher publisher;
                ActionLogs actionLogs;
                Scheduler scheduler;
                LogRecord row;
                HttpClient client;
                jakarta.ejb.SessionContext context;
                Instant lastDeployment;
                String address;
                ActionQuery query;
                void show(List<ActionLog> rows) {}
                long id;
                Mailer mailer;
                Payments payments;
                User user;
                Order order;
            """;

    private JavadocExamples() {}

    /** The examples of each public top-level type of these sources; an empty list for a type without any. */
    static Map<String, List<String>> in(List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees docs = DocTrees.instance(task);
            Map<String, List<String>> found = new LinkedHashMap<>();
            for (CompilationUnitTree unit : task.parse()) {
                unit.getTypeDecls().stream()
                        .filter(ClassTree.class::isInstance)
                        .map(ClassTree.class::cast)
                        .filter(type -> type.getModifiers().getFlags().contains(Modifier.PUBLIC))
                        .forEach(type ->
                                found.put(type.getSimpleName().toString(), of(TreePath.getPath(unit, type), docs)));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example as a source that can be compiled: with a class around it if it has none. */
    static String compilable(String example, String className) {
        if (TYPE.matcher(example).find()) {
            return example;
        }
        String body =
                MEMBER.matcher(example).find() ? example : "void example() throws Exception {\n" + example + "\n}";
        String kind = body.startsWith("@Override")
                ? "abstract class " + className + " implements LogProcessor"
                : "class " + className;
        return "public " + kind + " {\n" + FIELDS + body + "\n}";
    }

    private static List<String> of(TreePath type, DocTrees docs) {
        List<String> examples = new ArrayList<>(in(docs.getDocCommentTree(type)));
        new TreePathScanner<Void, Void>() {
            @Override
            public Void scan(Tree tree, Void none) {
                if (tree != null) {
                    examples.addAll(in(docs.getDocCommentTree(new TreePath(getCurrentPath(), tree))));
                }
                return super.scan(tree, none);
            }
        }.scan(type, null);
        return examples;
    }

    private static List<String> in(@Nullable DocCommentTree comment) {
        List<String> examples = new ArrayList<>();
        if (comment == null) {
            return examples;
        }
        new DocTreeScanner<Void, Void>() {

            private boolean inPre;

            @Override
            public Void visitStartElement(StartElementTree element, Void none) {
                inPre = element.getName().contentEquals("pre");
                return super.visitStartElement(element, none);
            }

            @Override
            public Void visitLiteral(LiteralTree literal, Void none) {
                if (inPre && literal.getKind() == DocTree.Kind.CODE) {
                    examples.add(literal.getBody().getBody().stripIndent().strip());
                    inPre = false;
                }
                return super.visitLiteral(literal, none);
            }
        }.scan(comment, null);
        return examples;
    }
}
