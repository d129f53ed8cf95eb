package io.claimdispatch.internal.policy;

import java.util.Optional;
import java.util.stream.Stream;

/** The policies that the processors of this node declare, by the types that they route. */
public interface DeclaredPolicies {

    /**
     * Returns the policies of the processor that routes a type on this node, without calling user code: a family whose
     * processor has not been asked yet whether it supports the type is assumed to. {@link ProcessorPolicy#NONE} if no
     * processor routes it.
     */
    ProcessorPolicy presumed(String type);

    /**
     * The same without an assumption. Empty if no processor routes the type, and while it is not known yet which one
     * does; the processors are then asked later, on another thread. Calls no user code itself.
     */
    Optional<ProcessorPolicy> certain(String type);

    /** The policies of all processors, whether they route anything or not. */
    Stream<ProcessorPolicy> all();
}
