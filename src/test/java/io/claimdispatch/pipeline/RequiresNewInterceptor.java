package io.claimdispatch.pipeline;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** What the server does about a transaction of its own. */
@Interceptor
@Transactional(Transactional.TxType.REQUIRES_NEW)
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class RequiresNewInterceptor {

    @AroundInvoke
    Object invoke(InvocationContext call) throws Exception {
        return LocalTransaction.separate(call::proceed);
    }
}
