package demo.batch;

import demo.Reports;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;

/** The last step: only now is there a file under the report's name. */
@Named
@Dependent
public class PublishReport extends AbstractBatchlet {

    @Inject
    private Reports reports;

    @Inject
    @BatchProperty
    private String draft;

    @Inject
    @BatchProperty
    private String file;

    @Override
    public String process() throws IOException {
        reports.finish(draft, file);
        return "COMPLETED";
    }
}
