package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;

/** Errors of processors: their annotations and signatures, and what the beans of an application return. */
public final class ProcessorProblems {

    private ProcessorProblems() {}

    /** Two processors for one type. */
    public static ClaimDispatchException processorTwice(String type, String first, String second) {
        return Problem.of(
                "CLAIM0030",
                "two processors for '" + Problem.shown(type) + "': " + first + " and " + second
                        + ". Remove one of them.");
    }

    /** A blank or otherwise invalid type. */
    public static ClaimDispatchException processorTypeInvalid(String type, String place, String why) {
        return Problem.of(
                "CLAIM0031",
                "@Processor(\"" + Problem.shown(type) + "\") on " + place + " " + why
                        + ". Give a type like order.paid, or a family like order.*");
    }

    /** A method whose signature does not allow a task. */
    public static ClaimDispatchException processorSignature(String place, String why) {
        return Problem.of(
                "CLAIM0032",
                "@Processor on " + place + ": " + why
                        + ". A processor method takes the payload and/or the LogRecord, and returns nothing, an Outcome,"
                        + " a CompletionStage of either, or a Job.");
    }

    /** An annotated class that is not a bean. */
    public static ClaimDispatchException processorNoBean(String place) {
        return Problem.of(
                "CLAIM0033",
                "@Processor on " + place
                        + ", but the class is not a CDI bean, so it would never run. Make it a concrete, top-level"
                        + " or static class with a usable constructor, in an archive with bean discovery, and give"
                        + " it a scope.");
    }

    /** An annotated class without the interface. */
    public static ClaimDispatchException processorNoInterface(String place) {
        return Problem.of(
                "CLAIM0034",
                "@Processor on the class " + place
                        + ", which does not implement LogProcessor. Implement it, or put the annotation on a method.");
    }

    /** A bean that the container cannot inject. */
    public static ClaimDispatchException processorUnusable(String place, Throwable cause) {
        return Problem.of(
                "CLAIM0035",
                "@Processor on " + place + ": the container cannot call the bean: " + cause.getMessage()
                        + ". A bean with a scope other than @Dependent needs a constructor without parameters that is not"
                        + " private, and neither class nor methods may be final.",
                cause);
    }

    /** The method {@code supports} of a family's processor has thrown. */
    public static ClaimDispatchException supportsFailed(String place, String type, Throwable cause) {
        return Problem.of(
                "CLAIM0036",
                place + " failed when asked whether it supports '" + Problem.shown(type) + "': " + cause
                        + ". Rows of this type stay unrouted here until the next start.",
                cause);
    }

    /** Work that continues after the method returns, and whose end is not reported. */
    public static ClaimDispatchException processorOutlived(String place, String why) {
        return Problem.of(
                "CLAIM0037",
                "@Processor on " + place + ": " + why
                        + ". The row would complete before its work has ended, and a failure would be lost. Tasks"
                        + " run on threads of their own anyway; for work that continues without a thread, return a"
                        + " CompletionStage from a method that is neither asynchronous nor atomic, or Job.async(…).");
    }

    /** A bean of the application, replacing one of the product's, that has returned null. */
    public static ClaimDispatchException answerMissing(String method) {
        return Problem.of(
                "CLAIM0102",
                method + " of a bean of the application returned null, which its interface does not allow. Return"
                        + " a value: see the Javadoc of that interface in io.claimdispatch.spi.");
    }

    /** A policy of an annotation whose value is not allowed. */
    public static ClaimDispatchException processorPolicyInvalid(
            String place, String policy, String value, String expected) {
        return Problem.of(
                "CLAIM0199",
                "@Processor on " + place + " has " + policy + " = '" + Problem.shown(value) + "'; expected " + expected
                        + ". Leave it out to use the settings.");
    }

    /** The codec read an object of another class than the one asked for. */
    public static ClaimDispatchException payloadOfAnotherClass(String asked, String given) {
        return Problem.of(
                "CLAIM0217",
                "PayloadCodec.read of a bean of the application was asked for a " + asked + " and returned a " + given
                        + ". Return an object of the type that it is given.");
    }

    /** The node's name, which every claim stores, cannot be stored by every database. */
    public static ClaimDispatchException nodeNameInvalid(String name, String why) {
        return Problem.of(
                "CLAIM0218",
                "the name of this node, '" + Problem.shown(name) + "', " + why
                        + ". Correct your NodeIdentity, or without one the setting claim-dispatch.node-name.");
    }
}
