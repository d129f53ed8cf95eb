package io.claimdispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Which archive holds what: the build has made them all before the integration tests run. */
class PackagingIT {

    private static final Path TARGET = Path.of(System.getProperty("build.dir", "target"));
    private static final Path JAR = TARGET.resolve("claim-dispatch-classes.jar");
    private static final Path WAR = TARGET.resolve("claim-dispatch.war");
    private static final Path DEMO = TARGET.resolve("claim-dispatch-demo.war");

    @Test
    void theProductsJarContainsOnlyTheProduct() throws IOException {
        assertThat(names(JAR))
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("io/claimdispatch/"));
        assertThat(names(JAR)).noneMatch(PackagingIT::isOfTheDemo);
    }

    @Test
    void theStandaloneWarContainsTheJarThatOthersDependOn() throws IOException {
        assertThat(names(WAR)).noneMatch(PackagingIT::isOfTheDemo);
        List<String> libraries = libraries(WAR);
        assertThat(libraries).hasSize(1);
        assertThat(read(WAR, libraries.get(0))).isEqualTo(Files.readAllBytes(JAR));
    }

    @Test
    void theDemoContainsTheSameJarAndKeepsItsOwnClassesApart() throws IOException {
        String jar = "WEB-INF/lib/" + JAR.getFileName();
        assertThat(libraries(DEMO)).contains(jar);
        assertThat(read(DEMO, jar)).isEqualTo(Files.readAllBytes(JAR));
        assertThat(names(DEMO))
                .contains("WEB-INF/classes/demo/WelcomeMails.class", "WEB-INF/classes/META-INF/batch-jobs/report.xml")
                .noneMatch(name -> name.startsWith("WEB-INF/classes/io/claimdispatch/"));
    }

    private static boolean isOfTheDemo(String name) {
        return name.contains("demo") || name.contains("batch-jobs") || name.contains("subethasmtp");
    }

    private static List<String> libraries(Path war) throws IOException {
        return names(war).stream()
                .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
                .toList();
    }

    private static List<String> names(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private static byte[] read(Path archive, String name) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile());
                InputStream entry = zip.getInputStream(zip.getEntry(name))) {
            return entry.readAllBytes();
        }
    }
}
