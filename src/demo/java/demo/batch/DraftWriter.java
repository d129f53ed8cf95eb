package demo.batch;

import demo.Reports;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Appends the lines of each chunk to the draft. */
@Named
@Dependent
public class DraftWriter extends AbstractItemWriter {

    @Inject
    private Reports reports;

    @Inject
    @BatchProperty
    private String draft;

    private FileChannel channel;

    @Override
    public void open(Serializable checkpoint) throws IOException {
        channel = FileChannel.open(reports.draft(draft), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // What was written after the last checkpoint will be written again.
        channel.truncate(checkpoint == null ? 0 : (Long) checkpoint);
        channel.position(channel.size());
        if (channel.size() == 0) {
            write("number,day,product,amount\n");
        }
    }

    @Override
    public void writeItems(List<Object> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        write(text.toString());
    }

    @Override
    public Serializable checkpointInfo() throws IOException {
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
