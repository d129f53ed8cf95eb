package io.claimdispatch.pipeline;

/** Its attribute is spelled as WildFly's, small at the beginning. */
public interface SuspendedServerMXBean {
    String getsuspendState();
}
