package io.claimdispatch.pipeline;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** What the server does about {@link Transactional}. */
@Interceptor
@Transactional
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class RequiredInterceptor {

    @AroundInvoke
    Object invoke(InvocationContext call) throws Exception {
        return LocalTransaction.joined(call::proceed);
    }
}
