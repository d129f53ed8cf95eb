package io.claimdispatch.internal.route.call;

import io.claimdispatch.Job;
import io.claimdispatch.internal.common.OwnedWork;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Calls one bean through its container reference, so that its scope, interceptors and decorators apply.
 *
 * <p>The reference is kept, except for a {@code @Dependent} bean: an instance is created for each call and destroyed
 * after it. If the call returns a task, the instance is destroyed after the task, which may use injected objects; if it
 * returns a stage, after the stage has completed.
 *
 * @param <T> the type of the bean
 */
public final class BeanSource<T> {

    /** Creates a job. */
    @FunctionalInterface
    interface JobMaker<T> {
        @Nullable
        Job make(T bean) throws Exception;
    }

    /** Uses the bean. */
    @FunctionalInterface
    interface Use<T, R extends @Nullable Object> {
        R with(T bean) throws Exception;
    }

    private final BeanManager manager;
    private final Bean<?> bean;
    private final Type view;
    private final boolean dependent;
    private volatile @Nullable T shared;

    /**
     * Creates a source for one bean.
     *
     * @param view one of the bean's types
     */
    public BeanSource(BeanManager manager, Bean<?> bean, Type view) {
        this.manager = manager;
        this.bean = bean;
        this.view = view;
        this.dependent = bean.getScope() == Dependent.class;
    }

    <R extends @Nullable Object> R call(Use<T, R> use) throws Exception {
        if (!dependent) {
            return use.with(shared());
        }
        try (Own own = new Own()) {
            return use.with(own.instance());
        }
    }

    @Nullable
    Job job(JobMaker<T> maker) throws Exception {
        if (!dependent) {
            return maker.make(shared());
        }
        Own own = new Own();
        boolean needed = false;
        try {
            Job job = maker.make(own.instance());
            if (job instanceof Job.Task task) {
                needed = true;
                return new Job.Task(
                        () -> {
                            try (own) {
                                return task.work().call();
                            }
                        },
                        task.atomic());
            }
            if (job instanceof Job.Async async) {
                needed = true;
                return new Job.Async(new OwnedWork(async.work(), own));
            }
            return job;
        } finally {
            if (!needed) {
                own.close();
            }
        }
    }

    /** Returns a job that gets its stage from the bean when it runs. */
    Job async(Use<T, CompletionStage<?>> use) {
        if (!dependent) {
            return new Job.Async(() -> use.with(shared()));
        }
        Own own = new Own();
        return new Job.Async(new OwnedWork(() -> use.with(own.instance()), own));
    }

    /**
     * Whether calls of a method reach the one that this interface declares, if the instance is one of the bean's class.
     * False also where that is unknown: if the bean shows an interface only, or if a decorator may answer.
     */
    boolean inherits(Class<?> declaring, String name, Class<?>... parameters) {
        if (!bean.getTypes().contains(bean.getBeanClass()) || isDecorated()) {
            return false;
        }
        try {
            return bean.getBeanClass().getMethod(name, parameters).getDeclaringClass() == declaring;
        } catch (NoSuchMethodException | LinkageError e) {
            return false;
        }
    }

    private boolean isDecorated() {
        return !manager.resolveDecorators(bean.getTypes(), bean.getQualifiers().toArray(Annotation[]::new))
                .isEmpty();
    }

    /** Gets the client proxy, which the container refuses for some classes; creates no instance of the bean. */
    void verify() {
        if (manager.isNormalScope(bean.getScope())) {
            shared();
        }
    }

    private T shared() {
        T known = shared;
        if (known == null) {
            known = reference(manager.createCreationalContext(bean));
            shared = known;
        }
        return known;
    }

    @SuppressWarnings("unchecked")
    private T reference(CreationalContext<?> context) {
        return (T) manager.getReference(bean, view, context);
    }

    /** A dependent instance and the dependent objects injected into it. */
    private final class Own implements AutoCloseable {

        private final CreationalContext<?> context = manager.createCreationalContext(bean);

        T instance() {
            return reference(context);
        }

        @Override
        public void close() {
            context.release();
        }
    }
}
