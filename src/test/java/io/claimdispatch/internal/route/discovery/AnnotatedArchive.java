package io.claimdispatch.internal.route.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;

/** A folder of classes with a {@code beans.xml} that says "annotated", and a class loader that shows only its resources. */
public final class AnnotatedArchive {

    private static final String DESCRIPTOR = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;

    private AnnotatedArchive() {}

    public static ClassLoader in(Path folder, Class<?>... classes) throws IOException {
        for (Class<?> type : classes) {
            String name = type.getName().replace('.', '/') + ".class";
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
                Files.copy(code, file);
            }
        }
        Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(folder.resolve("META-INF/beans.xml"), DESCRIPTOR);
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, AnnotatedArchive.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.endsWith("beans.xml") ? findResources(name) : super.getResources(name);
            }
        };
    }
}
