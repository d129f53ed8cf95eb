package io.claimdispatch.container;

import io.claimdispatch.container.host.SignUp;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An application that has all of its own, depends on nothing but our jar, and knows nothing of the tests. */
final class HostWar {

    private HostWar() {}

    /**
     * The WAR of the package {@code host}.
     *
     * @param name without the ending
     * @param settings of claim-dispatch, without their prefix
     */
    static WebArchive of(String name, Map<String, String> settings) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addAsLibrary(TestWar.built("claim-dispatch-classes.jar"))
                .addAsResource(TestWar.settings(settings), TestWar.SETTINGS)
                .addPackage(SignUp.class.getPackage())
                .addAsResource("container/host-persistence.xml", "META-INF/persistence.xml")
                .addAsResource("container/audit.xml", "META-INF/batch-jobs/audit.xml")
                .setWebXML("container/host-web.xml");
    }
}
