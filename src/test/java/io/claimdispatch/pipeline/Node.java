package io.claimdispatch.pipeline;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.Publisher;
import io.claimdispatch.Scheduler;
import io.claimdispatch.internal.claim.LoopControl;
import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.dispatch.TaskExecutor;
import io.claimdispatch.internal.node.TimerStandIn;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.ReplacedRole;
import io.claimdispatch.internal.store.TestActionDatabase;
import io.claimdispatch.internal.store.jpa.PlainPersistenceUnit;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/**
 * The product in the plain JVM: every bean of it that CDI finds, around them what a server would give. The timer is the
 * test's: {@link #tick}.
 */
final class Node implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ServerThreads threads;
    private final ServerDataSource dataSource;
    private final Script script;
    private final UnaryOperator<ManagedThreadFactory> factory;
    private final WeldContainer container;
    private final LoopControl loop;
    private boolean stopped;
    private boolean closed;

    private Node(Builder builder) {
        String name = "node-" + COUNT.incrementAndGet();
        dataSource = new ServerDataSource(builder.connections);
        if (!builder.joins) {
            dataSource.joinNothing();
        }
        script = builder.script;
        threads = builder.pool == null ? new ServerThreads() : new ServerThreads(builder.pool);
        factory = builder.factory;
        ServerNames.bind("test/database/" + name, dataSource);
        ServerNames.bind("test/executor/" + name, threads.executor());
        ServerNames.bind("java:module/ModuleName", name);
        ServerNames.bind("java:comp/TransactionSynchronizationRegistry", registry());
        ServerNames.bind("java:comp/DefaultContextService", contexts());
        ServerNames.bind("java:comp/UserTransaction", new LocalUserTransaction());
        builder.set("datasource", "test/database/" + name);
        builder.set("executor", "test/executor/" + name);
        container = Discovery.weld(name)
                .skipShutdownHook()
                // the processor's other cores have other nodes and other tests
                .property("org.jboss.weld.bootstrap.concurrentDeployment", false)
                .property("org.jboss.weld.bootstrap.preloaderThreadPoolSize", 0)
                .addServices(new ObserverTransactions(), new ServerResources())
                .addExtension(new TimerStandIn())
                .addExtension(new ServerBeans(
                        TestSettings.of(builder.settings, builder.timings),
                        builder.ticker,
                        builder.timings,
                        builder.clock,
                        builder.wrapping,
                        builder.script))
                .addBeanClasses(
                        TestActionDatabase.class,
                        PlainPersistenceUnit.class,
                        NotSupportedInterceptor.class,
                        RequiredInterceptor.class,
                        RequiresNewInterceptor.class)
                .addBeanClasses(builder.beans.toArray(Class<?>[]::new))
                .initialize();
        loop = new LoopControl(container);
    }

    static Builder on(Databases database) {
        return new Builder(database);
    }

    /** What a node has and does. */
    static final class Builder {

        private final Map<String, String> settings = new HashMap<>();
        private final List<Class<?>> beans = new ArrayList<>();
        private final Script script = new Script();
        private ServerDataSource.Source connections;
        private Timings timings = new ShortTimings();
        private Ticker ticker = new Ticker();
        private ApplicationClock clock = Instant::now;
        private TestActionDatabase.Wrapping wrapping = store -> store;
        private UnaryOperator<ManagedThreadFactory> factory = threads -> threads;
        private @Nullable ExecutorService pool;
        private boolean joins = true;

        private Builder(Databases database) {
            this.connections = database::connect;
            set("schema", "create");
            set("drain", "PT0.2S");
            set("retry.jitter", "0");
            set("retry.initial-delay", "PT0S");
        }

        Builder set(String key, String value) {
            settings.put("claim-dispatch." + key, value);
            return this;
        }

        /** A processor for a type. */
        Builder on(String type, Script.Step step) {
            if (beans.isEmpty() || !beans.contains(Script.Player.class)) {
                beans.add(Script.Player.class);
            }
            script.add(type, step);
            return this;
        }

        /** What its processors of chunks do; see {@link #with}. */
        Builder onChunks(Script.ChunkStep step) {
            script.chunks(step);
            return this;
        }

        /** Further classes of the application. */
        Builder with(Class<?>... classes) {
            beans.addAll(List.of(classes));
            return this;
        }

        /** From where its data source has connections, if not from the database itself. */
        Builder connections(ServerDataSource.Source connections) {
            this.connections = connections;
            return this;
        }

        /** Its data source takes part in no transaction of the server. */
        Builder withoutJta() {
            joins = false;
            return this;
        }

        /** How long it waits, if not as short as it can. */
        Builder timings(Timings timings) {
            this.timings = timings;
            return this;
        }

        /** What it measures durations by, if not the JVM's clock. */
        Builder time(MovedTime time) {
            ticker = time.ticker();
            return this;
        }

        Builder clock(ApplicationClock clock) {
            this.clock = clock;
            return this;
        }

        /** With another role of the store, made of the product's own. */
        <R> Builder role(Class<R> role, UnaryOperator<R> replacement) {
            TestActionDatabase.Wrapping before = wrapping;
            wrapping = store -> ReplacedRole.in(before.apply(store), role, replacement);
            return this;
        }

        /** Where its loop has its threads from, made of what the server has. */
        Builder threads(UnaryOperator<ManagedThreadFactory> factory) {
            this.factory = factory;
            return this;
        }

        /** What runs the tasks, in the place of as many threads as they want. */
        Builder executor(ExecutorService pool) {
            this.pool = pool;
            return this;
        }

        /** Only {@code runOnce} claims; outcomes are stored as usual. */
        Node byHand() {
            return set("claiming", "false").start();
        }

        Node start() {
            Node node = new Node(this);
            try {
                node.start();
            } catch (Throwable e) {
                // a server does not tell a bean that could not begin of its end
                node.stopped = true;
                node.close();
                throw e;
            }
            return node;
        }
    }

    private void start() {
        get(TaskExecutor.class).connect();
        script.steps().keySet().forEach(get(ProcessorRegistry.class)::seen);
        loop.start(factory.apply(threads));
    }

    <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    Publisher publisher() {
        return get(Publisher.class);
    }

    Scheduler scheduler() {
        return get(Scheduler.class);
    }

    ActionLogs actionLogs() {
        return get(ActionLogs.class);
    }

    LoopControl loop() {
        return loop;
    }

    Script script() {
        return script;
    }

    /** What the server's timer does each second. */
    void tick() {
        loop.tick();
    }

    /** The node cannot reach the database, or can again. */
    void cut(boolean now) {
        dataSource.cut(now);
    }

    /** From now on the data source is not let into a transaction, where another resource is already. */
    void refuseToJoin(SQLException refusal) {
        dataSource.refuseToJoin(refusal);
    }

    /** Is told of each call to the database from now on. */
    void probe(Probe probe) {
        dataSource.probe(probe);
    }

    /** The data source, for work that a task does in its transaction. */
    DataSource dataSource() {
        return dataSource;
    }

    /** Undeploys the application. */
    void stop() {
        if (!stopped) {
            stopped = true;
            loop.stop();
        }
    }

    /** The node dies: nothing of what it holds reaches the database any more. */
    void kill() {
        cut(true);
        stop();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            stop();
            threads.close();
            container.close();
        }
    }

    /** Plain Java has no context to carry: what is to be run in one is run as it is. */
    private static Object contexts() {
        return Proxy.newProxyInstance(
                Node.class.getClassLoader(), new Class<?>[] {ContextService.class}, (proxy, method, given) -> given[0]);
    }

    private static Object registry() {
        return Proxy.newProxyInstance(
                Node.class.getClassLoader(),
                new Class<?>[] {TransactionSynchronizationRegistry.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "getTransactionStatus" -> new LocalUserTransaction().getStatus();
                    case "getTransactionKey" -> LocalTransaction.current();
                    case "setRollbackOnly" -> {
                        LocalTransaction.current().setRollbackOnly();
                        yield null;
                    }
                    case "registerInterposedSynchronization" -> {
                        LocalTransaction.current().register((Synchronization) given[0]);
                        yield null;
                    }
                    default -> null;
                });
    }
}
