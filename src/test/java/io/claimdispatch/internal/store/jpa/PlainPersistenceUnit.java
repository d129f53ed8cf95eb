package io.claimdispatch.internal.store.jpa;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.jspecify.annotations.Nullable;

/**
 * EclipseLink without a server. Its transaction is the connection's own; a data source that lends the connection of the
 * thread's transaction and ignores commits makes it part of that.
 */
@Alternative
@Priority(1)
@Component
@Dependent
public class PlainPersistenceUnit extends PersistenceUnit {

    private final ActionDatabase database;
    private EntityManagerFactory factory;

    @Inject
    PlainPersistenceUnit(ActionDatabase database) {
        super(database);
        this.database = database;
    }

    static EntityManagerFactory factory(DataSource dataSource, Dialect dialect) {
        return new PersistenceProvider()
                .createContainerEntityManagerFactory(
                        PersistenceUnitDescription.ofPlainJava(new UtcDataSource(dataSource, dialect).proxy()),
                        Map.of(
                                "eclipselink.logging.level",
                                "SEVERE",
                                "eclipselink.session.customizer",
                                QuickRetries.class.getName()));
    }

    @Override
    public <T extends @Nullable Object> T with(Function<EntityManager, T> work) {
        EntityManager manager = factory().createEntityManager();
        try {
            manager.getTransaction().begin();
            T result = work.apply(manager);
            manager.getTransaction().commit();
            return result;
        } finally {
            if (manager.getTransaction().isActive()) {
                manager.getTransaction().rollback();
            }
            manager.close();
        }
    }

    private synchronized EntityManagerFactory factory() {
        if (factory == null) {
            factory = loggedIn(factory(database.dataSource(), database.dialect()));
        }
        return factory;
    }

    @PreDestroy
    synchronized void end() {
        if (factory != null) {
            factory.close();
        }
    }
}
