package io.claimdispatch.internal.store.jpa;

import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@code persistence.xml}. The shared cache is off, since a claim token must never come from a cache.
 */
final class PersistenceUnitDescription implements PersistenceUnitInfo {

    private final PersistenceUnitTransactionType transactions;
    private final DataSource dataSource;
    private final Properties properties = new Properties();

    private PersistenceUnitDescription(PersistenceUnitTransactionType transactions, DataSource dataSource) {
        this.transactions = transactions;
        this.dataSource = dataSource;
        properties.setProperty("eclipselink.weaving", "false");
        properties.setProperty("eclipselink.logging.logger", "JavaLogger");
        properties.setProperty("eclipselink.session-name", "claim-dispatch-" + System.identityHashCode(this));
    }

    /** A unit with the server's transactions. */
    static PersistenceUnitDescription ofServer(DataSource dataSource) {
        PersistenceUnitDescription unit =
                new PersistenceUnitDescription(PersistenceUnitTransactionType.JTA, dataSource);
        ServerPlatform.ofThisServer()
                .ifPresent(platform -> unit.properties.setProperty("eclipselink.target-server", platform));
        return unit;
    }

    /** A unit with the connection's own transactions, outside of any server. */
    static PersistenceUnitDescription ofPlainJava(DataSource dataSource) {
        return new PersistenceUnitDescription(PersistenceUnitTransactionType.RESOURCE_LOCAL, dataSource);
    }

    @Override
    public String getPersistenceUnitName() {
        return "claim-dispatch";
    }

    @Override
    public @Nullable String getPersistenceProviderClassName() {
        return null;
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return transactions;
    }

    @Override
    public @Nullable DataSource getJtaDataSource() {
        return transactions == PersistenceUnitTransactionType.JTA ? dataSource : null;
    }

    @Override
    public @Nullable DataSource getNonJtaDataSource() {
        return transactions == PersistenceUnitTransactionType.JTA ? null : dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return ActionLogEntity.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    public List<String> getManagedClassNames() {
        return List.of(ActionLogEntity.class.getName(), InstantConverter.class.getName());
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return properties;
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return ActionLogEntity.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // no weaving: the entity is small and read whole
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return getClassLoader();
    }
}
