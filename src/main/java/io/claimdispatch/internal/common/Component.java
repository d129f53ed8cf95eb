package io.claimdispatch.internal.common;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An internal bean: one instance per application, without a client proxy, so that its fields are final and calls are
 * direct. Its constructor only stores its arguments: it runs while the application is deployed, before the start has
 * checked the database. {@link Singleton} alone defines no bean in an archive whose discovery mode is {@code
 * annotated}; a stereotype does (CDI 4.0, 2.5.1).
 *
 * <p>Each component also carries {@code @Dependent}, which {@link ComponentDiscovery} takes away: in an EAR, WildFly 39
 * finds beans by the built-in scopes only, and by the stereotypes of the EAR itself.
 *
 * <p>Intercepted beans, and beans that applications inject, stay {@code @ApplicationScoped}: interceptors need no
 * proxy, but passivating beans refuse dependencies without one.
 */
@Stereotype
@Singleton
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Component {}
