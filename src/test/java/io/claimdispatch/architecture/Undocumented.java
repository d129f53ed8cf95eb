package io.claimdispatch.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Finds accessible declarations without documentation. The compiler's own check would also ask for a tag per parameter
 * and result, and so for many that repeat the sentence above them.
 */
final class Undocumented extends TreePathScanner<Void, String> {

    private final DocTrees docs;
    private final List<String> found = new ArrayList<>();

    private Undocumented(DocTrees docs) {
        this.docs = docs;
    }

    static List<String> in(List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            Undocumented scanner = new Undocumented(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, "");
            }
            return scanner.found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitClass(ClassTree tree, String owner) {
        if (!isReachable(tree.getModifiers())) {
            return null;
        }
        note(owner + tree.getSimpleName());
        return super.visitClass(tree, owner + tree.getSimpleName() + ".");
    }

    @Override
    public Void visitMethod(MethodTree tree, String owner) {
        boolean inherits = tree.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
        if (isReachable(tree.getModifiers()) && !inherits) {
            note(owner + tree.getName());
        }
        return null;
    }

    @Override
    public Void visitVariable(VariableTree tree, String owner) {
        if (isReachable(tree.getModifiers())) {
            note(owner + tree.getName());
        }
        return null;
    }

    private boolean isReachable(ModifiersTree modifiers) {
        TreePath parent = getCurrentPath().getParentPath();
        boolean inInterface = parent.getLeaf().getKind() == Tree.Kind.INTERFACE
                || parent.getLeaf().getKind() == Tree.Kind.ANNOTATION_TYPE;
        return inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE)
                || modifiers.getFlags().contains(Modifier.PUBLIC)
                || modifiers.getFlags().contains(Modifier.PROTECTED);
    }

    private void note(String name) {
        if (docs.getDocComment(getCurrentPath()) == null) {
            found.add(name);
        }
    }
}
