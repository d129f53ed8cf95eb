package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;

/** Errors that the console answers. */
public final class ConsoleProblems {

    private ConsoleProblems() {}

    /** A key that was sent with another request. */
    public static ClaimDispatchException bulkKeyOfAnother(String key) {
        return Problem.of(
                "CLAIM0250",
                "the Idempotency-Key '" + Problem.shown(key)
                        + "' belongs to another bulk action of yours, from the last 24 hours. Send a new one.");
    }

    /** Many rows, or deletions, whose number the operator has not typed. */
    public static ClaimDispatchException bulkNotTyped(long id, int rows) {
        return Problem.of(
                "CLAIM0251",
                "the bulk action " + id + " changes " + rows
                        + " rows, or deletes them, and the member typed does not say"
                        + " so. Nothing was changed. Let the operator type the number, and send it.");
    }

    /** Too much may have changed since. */
    public static ClaimDispatchException bulkPreviewOld(long id) {
        return Problem.of(
                "CLAIM0252",
                "the preview of the bulk action " + id
                        + " is more than ten minutes old. Nothing was changed. Make a new one.");
    }

    /** A form would have to hold more than a browser's. */
    public static ClaimDispatchException payloadTooLong(String table, long id, int most) {
        return Problem.of(
                "CLAIM0253",
                "the payload of the row " + table + "/" + id + " has more than " + most
                        + " characters, which is too long to be edited here. Publish a row with the right payload, and"
                        + " cancel or delete this one.");
    }

    /** A row has the key. */
    public static ClaimDispatchException keyTaken(String table, long id) {
        return Problem.of(
                "CLAIM0254",
                "the row " + table + "/" + id
                        + " has this type and key already. Nothing was published. Choose another key, or none.");
    }

    /** The container lets a request pass without a user. */
    public static ClaimDispatchException notSignedIn() {
        return Problem.of(
                "CLAIM0260",
                "the request has no user, and the application has no login to ask for one. Give it a login, for example a"
                        + " login-config in its web.xml, and check that the server's security is on.");
    }

    /** The user has no role of the console. */
    public static ClaimDispatchException noRole(String user, String viewer) {
        return Problem.of(
                "CLAIM0261",
                "the user '" + Problem.shown(user) + "' has no role of the console. Give it the role '" + viewer
                        + "', or one that may do more.");
    }

    /** The user's role is too small. */
    public static ClaimDispatchException permissionMissing(String user, String needed) {
        return Problem.of(
                "CLAIM0262",
                "the user '" + Problem.shown(user) + "' may not do this: it needs the role " + needed
                        + ". Ask one who has it.");
    }

    /** A route of the table says not who may use it. Fails the start. */
    public static ClaimDispatchException routeWithoutPermission(String route) {
        return Problem.of("CLAIM0263", "the route " + route + " of the console names no permission. Name one.");
    }

    /** A page of another site sends the request. */
    public static ClaimDispatchException otherSite(String header, String value) {
        return Problem.of(
                "CLAIM0264",
                "the request comes from another site, as " + header + ": '" + Problem.shown(value)
                        + "' says. Use the console's own page; behind a proxy that changes the header Host, list its"
                        + " origin in claim-dispatch.console.origins.");
    }

    /** The body is not declared to be JSON. */
    public static ClaimDispatchException notJson(String type) {
        return Problem.of("CLAIM0265", "the body has the type '" + Problem.shown(type) + "'. Send application/json.");
    }

    /** The token is missing, expired, or belongs to another user. */
    public static ClaimDispatchException tokenInvalid() {
        return Problem.of(
                "CLAIM0266",
                "the header X-Claim-Dispatch-Token has no valid token: it is missing, more than an hour old, or of"
                        + " another user. Read a new one from api/v1/me.");
    }

    /** Nothing is changed here. */
    public static ClaimDispatchException readOnly() {
        return Problem.of(
                "CLAIM0267",
                "the console is read-only here: claim-dispatch.console.read-only is true. Nothing was changed.");
    }

    /** No route has the address. */
    public static ClaimDispatchException addressUnknown(String path) {
        return Problem.of(
                "CLAIM0268", "there is nothing at '" + Problem.shown(path) + "'. Begin at the console's page.");
    }

    /** A route has the address, for other methods. */
    public static ClaimDispatchException methodUnknown(String method, String allowed) {
        return Problem.of(
                "CLAIM0269", "the method " + Problem.shown(method) + " is not for this address. Use " + allowed + ".");
    }

    /** A parameter that the route does not have. */
    public static ClaimDispatchException parameterUnknown(String name, String known) {
        return Problem.of(
                "CLAIM0270",
                "there is no parameter '" + Problem.shown(name) + "' here, only " + known + ". Remove it.");
    }

    /** A parameter's value. */
    public static ClaimDispatchException parameterInvalid(String name, String value, String expected) {
        return Problem.of(
                "CLAIM0271",
                "the parameter " + Problem.shown(name) + " is '" + Problem.shown(value) + "'; expected " + expected
                        + ".");
    }

    /** No row has this id. */
    public static ClaimDispatchException rowUnknown(String table, long id) {
        return Problem.of(
                "CLAIM0272",
                "no row of " + table + " has the id " + id
                        + ". It was deleted, by retention or by an operator, or is of another table.");
    }

    /** Too many requests at once. */
    public static ClaimDispatchException busy() {
        return Problem.of(
                "CLAIM0273",
                "this node is already answering its maximum number of console calls. Repeat the call in a second.");
    }

    /** An unexpected exception. */
    public static ClaimDispatchException failed() {
        return Problem.of("CLAIM0274", "the console failed. See CLAIM0277 in the server's log for the cause.");
    }

    /** A node runs the row, or is about to. */
    public static ClaimDispatchException rowClaimed(String table, long id) {
        return Problem.of(
                "CLAIM0279",
                "the row " + table + "/" + id
                        + " is claimed: a node queues or runs it, and it belongs to that node. Nothing was changed. Wait"
                        + " until it has ended.");
    }

    /** The row is in a state that the command is not for. */
    public static ClaimDispatchException rowInOtherState(String table, long id, String states) {
        return Problem.of(
                "CLAIM0280",
                "the row " + table + "/" + id + " is in none of the states that this is for: " + states
                        + ". Nothing was changed. Read the row again.");
    }

    /** The row is not as the caller has seen it. */
    public static ClaimDispatchException rowChanged(String table, long id) {
        return Problem.of(
                "CLAIM0281",
                "the row " + table + "/" + id
                        + " has changed since the version in If-Match: an operator changed it, or it ran. Nothing was changed."
                        + " Read it again, then decide.");
    }

    /** More than a body may have. */
    public static ClaimDispatchException bodyTooLarge(int most) {
        return Problem.of("CLAIM0282", "the body has more than " + most + " bytes. Send less.");
    }

    /** Nothing is paused under this name. */
    public static ClaimDispatchException pauseUnknown(String table, String pattern) {
        return Problem.of(
                "CLAIM0283",
                "no type or family '" + Problem.shown(pattern) + "' of " + table
                        + " is paused. Name it exactly as it was paused.");
    }

    /** The bulk action has ended, or waits. */
    public static ClaimDispatchException bulkInOtherState(long id, String state) {
        return Problem.of(
                "CLAIM0286",
                "the bulk action " + id + " is in the state " + state
                        + ", which does not allow this. After its first rows (CANARY), send isCanaryFine to go on; one that"
                        + " has ended stays so.");
    }

    /** No bulk action has this id. */
    public static ClaimDispatchException bulkUnknown(String table, long id) {
        return Problem.of(
                "CLAIM0287",
                "no bulk action of " + table + " has the id " + id
                        + ". It was deleted by retention, or is of another table.");
    }

    /** A text in the place of a masked value that stands for none. */
    public static ClaimDispatchException maskInvalid(String text) {
        return Problem.of(
                "CLAIM0288",
                "the payload has the text '" + Problem.shown(text)
                        + "', which stands for a masked value, but not for one of this row at a member that is masked."
                        + " Nothing was changed. Leave such texts where the form has them, or write the value itself.");
    }

    /** The job repository hangs, or fails. */
    public static ClaimDispatchException repositorySilent() {
        return Problem.of(
                "CLAIM0289",
                "the batch runtime of this server has not answered in time, or has failed: its job repository may be out"
                        + " of reach. The row itself is not affected. Repeat it later, and see the server's log.");
    }
}
