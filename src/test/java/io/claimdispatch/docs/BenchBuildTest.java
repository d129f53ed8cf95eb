package io.claimdispatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The benchmark has a build of its own, which cannot inherit from this one: what both name has to be the same. */
class BenchBuildTest {

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    @Test
    void theBenchmarkMeasuresWithTheVersionsThatTheTestsUse() throws Exception {
        Map<String, String> ours = versions(Path.of("pom.xml"));
        Map<String, String> bench = versions(Path.of("bench/pom.xml"));
        List<String> both = bench.keySet().stream().filter(ours::containsKey).toList();

        assertThat(both)
                .hasSizeGreaterThan(12)
                .allSatisfy(name -> assertThat(bench.get(name)).as(name).isEqualTo(ours.get(name)));
    }

    @Test
    void noPeerOfTheBenchmarkIsKnownToTheBuildOfTheProduct() throws Exception {
        assertThat(versions(Path.of("bench/pom.xml")))
                .containsKeys(
                        "com.github.kagkarlsson:db-scheduler", "org.jobrunr:jobrunr", "org.quartz-scheduler:quartz");
        assertThat(versions(Path.of("pom.xml")).keySet())
                .noneMatch(
                        name -> name.contains("db-scheduler") || name.contains("jobrunr") || name.contains("quartz"));
    }

    /** Of the project and of the dependencies that are named with one, also within profiles. */
    private static Map<String, String> versions(Path pom) throws Exception {
        Document document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
        Element project = document.getDocumentElement();
        Map<String, String> properties = new HashMap<>();
        for (Element property :
                elements((Element) project.getElementsByTagName("properties").item(0), "*")) {
            properties.put(property.getTagName(), property.getTextContent());
        }
        Map<String, String> versions = new HashMap<>();
        versions.put("the project", text(project, "version"));
        for (Element dependency : elements(project, "dependency")) {
            if (dependency.getElementsByTagName("version").getLength() > 0) {
                versions.put(
                        text(dependency, "groupId") + ":" + text(dependency, "artifactId"),
                        PROPERTY.matcher(text(dependency, "version"))
                                .replaceAll(match -> properties.get(match.group(1))));
            }
        }
        return versions;
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> (Element) nodes.item(index))
                .toList();
    }
}
