package io.claimdispatch.ear;

import io.claimdispatch.container.TestWar;
import io.claimdispatch.ear.orders.Orders;
import io.claimdispatch.ear.shop.ShopProcessor;
import io.claimdispatch.ear.web.ActionsServlet;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Makes EARs of an EJB module and two WARs; where our jar lies in them is the matter of the tests. */
final class TestEar {

    private static final String JAR = "claim-dispatch-classes.jar";

    private TestEar() {}

    /** Our jar is an EJB module, as docs/packaging.md says. */
    static EnterpriseArchive asModule(String name) {
        return of(name, "node-name=of-the-ear")
                .addAsModules(TestWar.built(JAR))
                .addAsModules(war("shop").addPackage(ShopProcessor.class.getPackage()), war("office"))
                .addAsManifestResource("ear/application.xml", "application.xml");
    }

    /** The same with one WAR, of the EAR's name. */
    static EnterpriseArchive withOneWar(String name, String settings) {
        return of(name, settings)
                .addAsModules(TestWar.built(JAR))
                .addAsModules(war(name))
                .addAsManifestResource(descriptor(name), "application.xml");
    }

    /** Our jar lies where servers do not look for EJBs. */
    static EnterpriseArchive inLib(String name) {
        return of(name, "").addAsLibraries(TestWar.built(JAR)).addAsModules(war(name));
    }

    /** No module of the EAR is ours: each WAR has the jar for itself. */
    static EnterpriseArchive inEachWar(String name) {
        return ShrinkWrap.create(EnterpriseArchive.class, name + ".ear")
                .addAsModules(embedding(name + "-one"), embedding(name + "-two"));
    }

    private static WebArchive embedding(String name) {
        return war(name).addPackage(Orders.class.getPackage()).addAsLibraries(TestWar.built(JAR));
    }

    private static EnterpriseArchive of(String name, String settings) {
        return ShrinkWrap.create(EnterpriseArchive.class, name + ".ear")
                .addAsModules(orders())
                .addAsLibraries(settings(settings));
    }

    private static JavaArchive orders() {
        return ShrinkWrap.create(JavaArchive.class, "orders.jar")
                .addPackage(Orders.class.getPackage())
                .addAsManifestResource("ear/orders.xml", "batch-jobs/orders.xml")
                .setManifest(manifest(JAR));
    }

    private static JavaArchive settings(String settings) {
        return ShrinkWrap.create(JavaArchive.class, "settings.jar")
                .addAsManifestResource(new StringAsset("claim-dispatch." + settings), "microprofile-config.properties");
    }

    private static WebArchive war(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addPackage(ActionsServlet.class.getPackage())
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .setManifest(manifest("orders.jar " + JAR));
    }

    private static StringAsset descriptor(String war) {
        return new StringAsset("""
                <?xml version="1.0" encoding="UTF-8"?>
                <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
                  <module><ejb>claim-dispatch-classes.jar</ejb></module>
                  <module><ejb>orders.jar</ejb></module>
                  <module><web><web-uri>NAME.war</web-uri><context-root>/NAME</context-root></web></module>
                </application>
                """.replace("NAME", war));
    }

    /** What makes the classes of other modules visible on every server. */
    private static StringAsset manifest(String modules) {
        return new StringAsset("Manifest-Version: 1.0\nClass-Path: " + modules + "\n");
    }
}
