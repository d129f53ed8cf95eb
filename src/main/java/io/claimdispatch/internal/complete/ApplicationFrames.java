package io.claimdispatch.internal.complete;

import java.util.List;

/**
 * Tells the application's own frames from those of the JDK, of servers and common libraries, and ours. What is not known is
 * taken for the application's.
 */
final class ApplicationFrames {

    /** Packages of others. */
    private static final List<String> OTHERS = List.of(
            // the JDK and the platform
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            // ours
            "io.claimdispatch.",
            // WildFly and what it is made of
            "org.jboss.",
            "org.wildfly.",
            "io.undertow.",
            "org.xnio.",
            "org.jberet.",
            "org.hibernate.",
            "com.arjuna.",
            "org.infinispan.",
            // GlassFish and Payara
            "org.glassfish.",
            "fish.payara.",
            "com.hazelcast.",
            // Open Liberty
            "com.ibm.",
            "io.openliberty.",
            "org.eclipse.",
            "org.apache.",
            // drivers and pools
            "org.postgresql.",
            "org.mariadb.",
            "com.mysql.",
            "org.h2.",
            "com.zaxxer.");

    private ApplicationFrames() {}

    static boolean has(StackTraceElement frame) {
        String name = frame.getClassName();
        // proxies that containers make of the application's classes say nothing that the class itself does not
        return !name.contains("$Proxy")
                && !name.contains("$$")
                && OTHERS.stream().noneMatch(name::startsWith);
    }
}
