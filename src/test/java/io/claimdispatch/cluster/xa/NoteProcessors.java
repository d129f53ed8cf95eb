package io.claimdispatch.cluster.xa;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** Tasks that write to the other database. */
@ApplicationScoped
public class NoteProcessors {

    @Inject
    Notes notes;

    @Processor("note.plain")
    public void note(String name) throws SQLException {
        notes.add("plain " + name);
    }

    /** Fails once, after it has written. */
    @Processor(value = "note.atomic", atomic = true)
    public void noteAtomically(String name, LogRecord row) throws SQLException {
        notes.add("atomic " + name);
        if (row.attempt() == 1) {
            throw new IllegalStateException("the first attempt fails after its work");
        }
    }
}
