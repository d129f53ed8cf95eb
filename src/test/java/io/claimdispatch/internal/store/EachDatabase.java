package io.claimdispatch.internal.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A parametrised class or test runs on each of these databases that {@link ChosenDatabases} has for this run. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(EachDatabaseSource.class)
public @interface EachDatabase {

    Databases[] value() default {Databases.H2, Databases.POSTGRESQL, Databases.MARIADB, Databases.DERBY};
}
