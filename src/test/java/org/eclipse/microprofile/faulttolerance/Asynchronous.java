package org.eclipse.microprofile.faulttolerance;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Stands for MicroProfile's, which is known by its name alone and no dependency of ours. */
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface Asynchronous {}
