package io.claimdispatch.pipeline;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** What the server does about work outside of any transaction. */
@Interceptor
@Transactional(Transactional.TxType.NOT_SUPPORTED)
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class NotSupportedInterceptor {

    @AroundInvoke
    Object invoke(InvocationContext call) throws Exception {
        return LocalTransaction.suspended(call::proceed);
    }
}
