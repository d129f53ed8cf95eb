package io.claimdispatch.internal.complete;

import java.util.List;
import java.util.regex.Pattern;

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
            "oracle.jdbc.",
            "oracle.net.",
            "com.microsoft.sqlserver.",
            "org.h2.",
            "com.zaxxer.");

    /**
     * Proxies and stubs that servers and libraries generate beside the application's classes, often with names that are
     * new in each JVM: those of CDI and the JDK, Hibernate, Byte Buddy, and EJBs on Open Liberty and GlassFish.
     */
    private static final Pattern GENERATED = Pattern.compile(
            "\\$\\$|\\$Proxy|\\$HibernateProxy\\$|\\$ByteBuddy\\$|(^|\\.)EJS(Local|Remote)|__EJB\\d*_Generated__");

    private ApplicationFrames() {}

    static boolean has(StackTraceElement frame) {
        String name = frame.getClassName();
        // they add nothing to the classes themselves
        return !GENERATED.matcher(name).find() && OTHERS.stream().noneMatch(name::startsWith);
    }
}
