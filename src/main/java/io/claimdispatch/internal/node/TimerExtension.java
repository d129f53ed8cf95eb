package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.problem.StartProblems;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.enterprise.inject.spi.ProcessSyntheticBean;

/**
 * Checks that the server has recognised {@link ClaimTimer} as an EJB. A server does not look for EJBs in the lib of an
 * EAR: there our classes are only CDI beans, publishing works, and nothing would ever be claimed.
 */
public class TimerExtension implements Extension {

    private volatile boolean found;

    void timer(@Observes ProcessSessionBean<ClaimTimer> event) {
        found = true;
    }

    /** Without a server, a test acts as the timer, and registers a bean of that type. */
    void standIn(@Observes ProcessSyntheticBean<ClaimTimer> event) {
        found = true;
    }

    void validate(@Observes AfterDeploymentValidation event) {
        if (!found) {
            event.addDeploymentProblem(StartProblems.timerMissing());
        }
    }
}
