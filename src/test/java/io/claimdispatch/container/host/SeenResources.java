package io.claimdispatch.container.host;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Is shown each method that the host's JAX-RS application can be asked for, wherever its class comes from. */
@Provider
public class SeenResources implements DynamicFeature {

    static final Set<String> CLASSES = ConcurrentHashMap.newKeySet();

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        CLASSES.add(resource.getResourceClass().getName());
    }
}
