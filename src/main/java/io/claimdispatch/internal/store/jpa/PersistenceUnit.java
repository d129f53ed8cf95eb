package io.claimdispatch.internal.store.jpa;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The persistence unit of {@link ActionLogEntity}. It is created by the container's SPI ({@link
 * PersistenceProvider#createContainerEntityManagerFactory}, Jakarta Persistence 3.1, chapter 9) instead of a {@code
 * persistence.xml} in the jar, for two reasons: its data source is a setting, and a host application's bare {@code
 * @PersistenceContext} must keep finding the host's only unit.
 */
@Component
@Dependent
public class PersistenceUnit {

    private static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";

    private final LentConnections lent = new LentConnections();
    private final ActionDatabase database;
    private @Nullable EntityManagerFactory factory;

    @Inject
    PersistenceUnit(ActionDatabase database) {
        this.database = database;
    }

    /**
     * Runs work on an entity manager that joins the thread's JTA transaction, if any, and is closed afterwards.
     * Persisted entities are flushed, so that an error surfaces here and not at the commit, and then detached, so that
     * later changes to them do not reach the database.
     */
    public <T extends @Nullable Object> T with(Function<EntityManager, T> work) {
        return lent.during(() -> manage(work));
    }

    private <T extends @Nullable Object> T manage(Function<EntityManager, T> work) {
        EntityManager manager = factory().createEntityManager();
        try {
            T result = work.apply(manager);
            if (manager.isJoinedToTransaction()) {
                manager.flush();
                manager.clear();
            }
            return result;
        } finally {
            manager.close();
        }
    }

    /**
     * Checks that the unit can be created, as far as that does not need the database.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0025
     */
    public void check() {
        eclipseLink();
    }

    /**
     * Creates the factory and its metadata, which takes a second: better at start than in the first publish.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0114 if the database does not understand JPA's statements
     */
    public void ready() {
        try {
            EntityProbe.check(this, database.dialect());
        } catch (RuntimeException | Error e) {
            // the next try of the start looks up the data source anew, but the factory keeps the one it was created
            // with
            close();
            throw e;
        }
    }

    private synchronized EntityManagerFactory factory() {
        EntityManagerFactory ready = factory;
        if (ready == null) {
            PersistenceUnitDescription unit = PersistenceUnitDescription.ofServer(
                    new UtcDataSource(database.dataSource(), database.dialect(), lent::add).proxy());
            ready = loggedIn(eclipseLink().createContainerEntityManagerFactory(unit, Map.of()));
            factory = ready;
        }
        return ready;
    }

    /**
     * Creates the first entity manager, which logs in to the database; a factory whose login failed never tries again.
     */
    static EntityManagerFactory loggedIn(EntityManagerFactory made) {
        try {
            made.createEntityManager().close();
            return made;
        } catch (RuntimeException | Error e) {
            try {
                made.close();
            } catch (RuntimeException | Error more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    /**
     * Finds EclipseLink among the providers that are visible to the application; the code never references its classes.
     */
    private static PersistenceProvider eclipseLink() {
        List<PersistenceProvider> seen =
                new ArrayList<>(PersistenceProviderResolverHolder.getPersistenceProviderResolver()
                        .getPersistenceProviders());
        // WildFly's resolver knows only the providers of persistence.xml files
        ServiceLoader.load(PersistenceProvider.class, PersistenceUnit.class.getClassLoader())
                .forEach(seen::add);
        return seen.stream()
                .filter(provider -> provider.getClass().getName().equals(ECLIPSELINK))
                .findFirst()
                .orElseThrow(() -> StartProblems.providerMissing(seen.stream()
                        .map(provider -> provider.getClass().getName())
                        .toList()));
    }

    @PreDestroy
    synchronized void close() {
        if (factory != null) {
            factory.close();
            factory = null;
        }
    }
}
