package io.claimdispatch.container;

import java.io.File;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Makes applications of a user's kind: a WAR of their own with our jar, as the build has made it, in WEB-INF/lib. */
public final class TestWar {

    static final String SETTINGS = "META-INF/microprofile-config.properties";

    private TestWar() {}

    /** A file that the build has made. */
    public static File built(String name) {
        return new File(System.getProperty("build.dir", "target"), name);
    }

    /**
     * A WAR with our jar and what tests need that run inside of the server.
     *
     * @param name without the ending
     * @param settings of claim-dispatch, without their prefix
     */
    public static WebArchive of(String name, Map<String, String> settings, Class<?>... classes) {
        return plain(name, settings, classes)
                .addAsLibraries(jarOf(Awaitility.class), jarOf(Matcher.class), jarOf(Assertions.class));
    }

    /** The same without the tests' libraries, in which a server would look for annotations at each deployment. */
    public static WebArchive plain(String name, Map<String, String> settings, Class<?>... classes) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addAsLibrary(built("claim-dispatch-classes.jar"))
                .addAsResource(settings(settings), SETTINGS)
                .addClasses(classes);
    }

    /** The file of settings. */
    static Asset settings(Map<String, String> settings) {
        return new StringAsset(settings.entrySet().stream()
                .map(setting -> "claim-dispatch." + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n")));
    }

    /** The jar that a class of the tests' class path comes from. */
    public static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
