package io.claimdispatch.internal.common;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean of the inside: one instance an application, without a client proxy, so that its fields are final and a call of it is
 * a call. Its constructor only keeps what it is given: it runs while the application is deployed, before the start has looked
 * at the database. {@link Singleton} by itself defines no bean in an archive whose discovery mode is {@code annotated}; a stereotype
 * does (CDI 4.0, 2.5.1).
 *
 * <p>What is intercepted, and what applications inject, stays {@code @ApplicationScoped}: interceptors need no proxy, but beans
 * that are passivated refuse what has none.
 */
@Stereotype
@Singleton
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Component {}
