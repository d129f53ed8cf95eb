package io.claimdispatch.internal.complete;

import java.util.List;

/**
 * Distinguishes the application's own stack frames from those of the JDK, servers, common libraries and claim-dispatch.
 * An unknown frame counts as the application's.
 */
final class ApplicationFrames {

    /** The packages of others. */
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
            // WildFly and its parts
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
        // containers' proxies of the application's classes add nothing to the classes themselves
        return !name.contains("$Proxy")
                && !name.contains("$$")
                && OTHERS.stream().noneMatch(name::startsWith);
    }
}
