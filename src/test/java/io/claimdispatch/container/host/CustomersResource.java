package io.claimdispatch.container.host;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.Publisher;
import io.claimdispatch.Scheduler;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** What the host offers to those who have logged in. */
@Path("/")
@Produces(MediaType.TEXT_PLAIN)
@RequestScoped
public class CustomersResource {

    @Inject
    SignUp signUp;

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs actionLogs;

    @Inject
    Scheduler scheduler;

    /** Who calls, in the eyes of the business code. */
    @GET
    @Path("caller")
    public String caller() {
        return signUp.caller();
    }

    /** The id of the action. */
    @POST
    @Path("customers/{name}")
    public String add(@PathParam("name") String name, @QueryParam("rollBack") @DefaultValue("false") boolean rollBack) {
        return Long.toString(signUp.signUp(name, rollBack));
    }

    @GET
    @Path("customers/{name}")
    public String exists(@PathParam("name") String name) {
        return Boolean.toString(signUp.exists(name));
    }

    @GET
    @Path("customers/{name}/welcome")
    public String welcomedBy(@PathParam("name") String name) {
        return signUp.welcomedBy(name);
    }

    /** The id of an action whose job is a batch job. */
    @POST
    @Path("customers/{name}/audit")
    public String audit(@PathParam("name") String name) {
        return Long.toString(
                publisher.quick("customer.audit", Instant.EPOCH, name).id().orElseThrow());
    }

    /** Runs due rows within the caller's request. */
    @POST
    @Path("run")
    public String run() {
        return scheduler.runOnce().toString();
    }

    /** The state of an action. */
    @GET
    @Path("rows/{id}")
    public String state(@PathParam("id") long id) {
        return actionLogs.find(id).map(ActionLog::state).map(Enum::name).orElse("none");
    }
}
