package io.claimdispatch.docs;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles examples against the product: each is a file of its own, all in one package, with the imports that a reader
 * takes for granted, and beside the parts of an application that the examples only mention.
 */
final class Examples {

    private static final Pattern NAME = Pattern.compile("(?m)^public (?:abstract )?(?:class|interface|record) (\\w+)");

    private static final String IMPORTS = """
            package example;
            import static org.junit.jupiter.api.Assertions.assertEquals;
            import io.claimdispatch.*;
            import io.claimdispatch.spi.*;
            import jakarta.annotation.security.*;
            import jakarta.decorator.*;
            import jakarta.ejb.*;
            import jakarta.enterprise.context.ApplicationScoped;
            import jakarta.enterprise.event.*;
            import jakarta.enterprise.inject.Alternative;
            import jakarta.inject.*;
            import jakarta.json.*;
            import jakarta.json.bind.*;
            import jakarta.persistence.PostPersist;
            import jakarta.transaction.Transactional;
            import java.lang.reflect.Type;
            import java.net.URI;
            import java.net.http.*;
            import java.net.http.HttpResponse.BodyHandlers;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.CompletionStage;
            import org.junit.jupiter.api.Test;
            """;

    private static final String MENTIONED = """
            public interface Mailer { void send(String name, String address) throws Exception; }
            interface Payments { boolean isOpen(long order); void book(Order order); }
            interface Ledger { void book(Order order); }
            interface Cipher { String encrypt(String text); String decrypt(String text); }
            record User(long id, String email) {}
            record Hook(URI address) {}
            record Order(long id, int total, boolean cancelled, boolean awaitsPayment) {}
            """;

    private Examples() {}

    /** One text an error, with file and line. */
    static List<String> errorsIn(List<String> examples, Path classes) {
        List<JavaFileObject> sources = new ArrayList<>();
        sources.add(source(MENTIONED));
        examples.forEach(example -> sources.add(source(example)));
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"));
        compiler.getTask(null, null, found, options, null, sources).call();
        return found.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> one.getSource() == null ? one.getMessage(Locale.ROOT) : one.toString())
                .toList();
    }

    private static JavaFileObject source(String code) {
        Matcher name = NAME.matcher(code);
        if (!name.find()) {
            throw new IllegalArgumentException("an example without a public type: " + code);
        }
        URI uri = URI.create("string:///example/" + name.group(1) + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return IMPORTS + code;
            }
        };
    }
}
