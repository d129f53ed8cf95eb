package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.store.Databases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Inject;
import jakarta.interceptor.InterceptorBinding;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose interceptor of transactions returns normally although it has rolled back, as Payara's does on a timeout. */
class QuietRollbackTest extends PipelineTest {

    QuietRollbackTest() {
        super(Databases.H2);
    }

    private static void timeOut() throws SQLException {
        LocalTransaction.current().timeOutQuietly();
    }

    @ApplicationScoped
    static class OnMethods {

        @Inject
        Nested nested;

        @Processor("late.method")
        @Transactional
        void onMethod() throws SQLException {
            timeOut();
        }

        @Processor("late.new")
        @Transactional(TxType.REQUIRES_NEW)
        void inNewOne() throws SQLException {
            timeOut();
        }

        @Processor("in-time")
        @Transactional
        void inTime() {}

        @Processor(value = "in-time.atomic", atomic = true)
        @Transactional
        void atomic() {}

        @Processor("nested")
        void callsAnother() throws SQLException {
            nested.late();
        }
    }

    @ApplicationScoped
    static class Nested {
        @Transactional
        void late() throws SQLException {
            timeOut();
        }
    }

    @ApplicationScoped
    @Transactional
    static class OnClass {
        @Processor("late.class")
        void late() throws SQLException {
            timeOut();
        }
    }

    /** Inherits the method. */
    static class Base {
        @Processor("late.inherited")
        void late() throws SQLException {
            timeOut();
        }
    }

    @ApplicationScoped
    @Transactional
    static class Inheriting extends Base {}

    @Stereotype
    @ApplicationScoped
    @Transactional
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Service {}

    @Service
    static class ByStereotype {
        @Processor("late.stereotype")
        void late() throws SQLException {
            timeOut();
        }
    }

    @InterceptorBinding
    @Transactional
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Stored {}

    @ApplicationScoped
    static class ByBinding {
        @Processor("late.binding")
        @Stored
        void late() throws SQLException {
            timeOut();
        }
    }

    @Processor("late.making")
    @ApplicationScoped
    static class Making implements LogProcessor {
        @Override
        @Transactional
        public Job toJob(LogRecord row) throws Exception {
            timeOut();
            return Job.task(() -> {});
        }
    }

    /** The method joins the transaction of the atomic task nowhere. */
    @Processor("late.within")
    @ApplicationScoped
    static class Within implements LogProcessor {

        @Inject
        OnMethods methods;

        @Override
        public Job toJob(LogRecord row) {
            return Job.atomic(methods::inNewOne);
        }
    }

    private Node node(String attempts) {
        return running(node().set("retry.max-attempts", attempts)
                .with(
                        OnMethods.class,
                        Nested.class,
                        OnClass.class,
                        Inheriting.class,
                        ByStereotype.class,
                        ByBinding.class,
                        Making.class,
                        Within.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"method", "new", "class", "inherited", "stereotype", "binding", "making"})
    void a_processor_method_whose_transaction_was_not_committed_has_failed(String where) throws Exception {
        long id = publishNow(node("1"), "late." + where);

        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("CLAIM0079");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-time", "in-time.atomic"})
    void a_processor_method_whose_transaction_was_committed_has_not_failed(String type) throws Exception {
        long id = publishNow(node("1"), type);

        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void the_transaction_of_another_bean_that_the_processor_calls_is_not_watched() throws Exception {
        long id = publishNow(node("1"), "nested");

        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void a_separate_transaction_within_an_atomic_task_is_watched_too() throws Exception {
        long id = publishNow(node("1"), "late.within");

        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("CLAIM0079");
    }
}
