package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** A data source that forgets is told of at the start. */
class InMemoryTest {

    @ParameterizedTest
    @EachDatabase({Databases.H2, Databases.DERBY})
    void a_database_in_memory_is_warned_about_once_with_the_setting_that_names_another(Databases database)
            throws Exception {
        assertThat(told(database, database::connect)).singleElement().asString().startsWith("WARNING");
    }

    @ParameterizedTest
    @EachDatabase({Databases.POSTGRESQL, Databases.MARIADB})
    void a_database_server_causes_no_warning_about_memory(Databases database) throws Exception {
        assertThat(told(database, database::connect)).isEmpty();
    }

    @Test
    void a_database_file_causes_no_warning_about_memory_whatever_its_name(@TempDir Path directory) throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("mem") + ";INIT=SET @url 'jdbc:h2:mem:'";
        assertThat(told(Databases.H2, () -> DriverManager.getConnection(url, "sa", "")))
                .isEmpty();
    }

    private static java.util.List<String> told(Databases database, ServerDataSource.Source source) throws Exception {
        database.reset();
        try (LogLines log = new LogLines()) {
            Node.on(database).connections(source).start().close();
            return log.with("CLAIM0118: claim-dispatch.datasource is");
        }
    }
}
