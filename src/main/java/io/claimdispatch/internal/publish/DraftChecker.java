package io.claimdispatch.internal.publish;

import io.claimdispatch.Priority;
import io.claimdispatch.Publisher;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.PublishProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.policy.TypePolicies;
import io.claimdispatch.internal.store.publish.NewRow;
import io.claimdispatch.internal.store.publish.NewRow.Due;
import io.claimdispatch.internal.store.row.StorableTime;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a draft into a storable row, or reports what is wrong with it. Required members and names are checked first, so
 * that an invalid draft is an error whatever its gates say; then the gates; last the expensive checks.
 */
@Component
@Dependent
class DraftChecker {

    private final Settings settings;
    private final PayloadWriter payloads;
    private final TypePolicies policies;

    @Inject
    DraftChecker(Settings settings, PayloadWriter payloads, TypePolicies policies) {
        this.settings = settings;
        this.payloads = payloads;
        this.policies = policies;
    }

    CheckedDraft check(DraftBuilder draft) {
        String type = draft.type;
        if (type == null || type.isEmpty()) {
            throw PublishProblems.typeMissing();
        }
        checkText("type", type, Publisher.MAX_TYPE_LENGTH);
        if (draft.eligibility == null) {
            throw PublishProblems.timeMissing(type);
        }
        if (draft.key != null) {
            checkText("idempotency key", draft.key, Publisher.MAX_KEY_LENGTH);
        }
        TableName table = draft.table == null ? TableName.ACTION_LOGS : settings.table(draft.table);
        List<Rule> rules = List.copyOf(draft.rules);
        for (DraftBuilder.Gate gate : draft.gates) {
            if (!gate.open().test(draft.payload, rules)) {
                return new CheckedDraft.Refused(gate.name());
            }
        }
        String json = payloads.write(type, draft);
        Due eligibleAt = due(type, draft.eligibility);
        Priority priority = draft.priority != null ? draft.priority : policies.priority(type);
        return new CheckedDraft.Storable(table, new NewRow(type, json, draft.key, priority, eligibleAt));
    }

    private static Due due(String type, DraftBuilder.Eligibility eligibility) {
        if (eligibility instanceof DraftBuilder.Eligibility.In in) {
            if (!StorableTime.holds(in.delay())) {
                throw PublishProblems.timeInvalid(
                        type, "is the delay " + in.delay() + ", which is not from PT0S to " + StorableTime.LONGEST);
            }
            return new NewRow.In(in.delay());
        }
        @Nullable
        Instant at = ((DraftBuilder.Eligibility.At) eligibility).supplier().get();
        if (at == null) {
            throw PublishProblems.timeMissing(type);
        }
        if (!StorableTime.holds(at)) {
            throw PublishProblems.timeInvalid(
                    type, "is " + at + ", which is not from " + StorableTime.EARLIEST + " to " + StorableTime.LATEST);
        }
        return new NewRow.At(at);
    }

    /**
     * Refuses text that some database could not store or would not compare exactly: Derby, for example, pads with
     * blanks before it compares, and PostgreSQL cannot store NUL.
     */
    private static void checkText(String what, String value, int longest) {
        if (value.isEmpty()) {
            throw PublishProblems.textInvalid(what, value, "is empty");
        }
        if (value.length() > longest) {
            throw PublishProblems.textInvalid(what, value, "is longer than " + longest + " characters");
        }
        if (!value.equals(value.strip())) {
            throw PublishProblems.textInvalid(what, value, "begins or ends with white space");
        }
        boolean storable = value.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (!storable) {
            throw PublishProblems.textInvalid(what, value, "has a control character or half of a surrogate pair");
        }
    }
}
