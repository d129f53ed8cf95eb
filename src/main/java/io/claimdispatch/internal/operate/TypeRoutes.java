package io.claimdispatch.internal.operate;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.route.ProcessorRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What this node knows of types: which there are, and whose code takes them. Reads no database, calls no user code. */
@Component
@Dependent
public class TypeRoutes {

    private final ProcessorRegistry processors;

    @Inject
    TypeRoutes(ProcessorRegistry processors) {
        this.processors = processors;
    }

    /** All types and families of processors, each with its place in the user's code. */
    public Map<String, String> places() {
        return processors.places();
    }

    /** All types that the node has met, routable or not. */
    public Set<String> known() {
        return processors.knownTypes();
    }

    /** The place of a type's processor; empty if there is none, or if one has to be asked first. */
    public Optional<String> place(String type) {
        return processors.place(type);
    }
}
