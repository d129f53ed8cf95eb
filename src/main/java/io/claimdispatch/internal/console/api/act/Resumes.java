package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.answer.PauseAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.operate.OrderedCommands;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Ends pauses. */
@Component
@Dependent
class Resumes {

    private final PauseAnswers pauses;
    private final OrderedCommands commands;

    @Inject
    Resumes(PauseAnswers pauses, OrderedCommands commands) {
        this.pauses = pauses;
        this.commands = commands;
    }

    /**
     * Ends one, and answers the others.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0283 if the type or family is not paused
     */
    Answer resume(TableName table, String type, Call call) {
        if (commands.resume(table, type, PauseAnswers.order(call)) == Verdict.NOT_FOUND) {
            throw ConsoleProblems.pauseUnknown(table.value(), type);
        }
        return pauses.of(table);
    }
}
