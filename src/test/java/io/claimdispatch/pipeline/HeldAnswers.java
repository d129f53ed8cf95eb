package io.claimdispatch.pipeline;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** In front of the console: keeps requests waiting, or answers them in its place. */
final class HeldAnswers implements Filter {

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();

    private volatile @Nullable Rule rule;

    private record Rule(
            String part, CountDownLatch gate, @Nullable Answer answer, boolean once) {}

    private record Answer(int status, String type, String body) {}

    /** Holds requests whose address has this in it, until they are released. */
    void hold(String part) {
        rule = new Rule(part, new CountDownLatch(1), null, false);
    }

    /** Answers such requests as a proxy would. */
    void answer(String part, int status, String type, String body) {
        rule = new Rule(part, new CountDownLatch(0), new Answer(status, type, body), false);
    }

    /** Answers the next such request so, as the console might. */
    void answerOnce(String part, int status, String id) {
        String body = "{\"id\":\"" + id + "\",\"status\":" + status + ",\"detail\":\"the detail\"}";
        rule = new Rule(part, new CountDownLatch(0), new Answer(status, "application/problem+json", body), true);
    }

    /** Lets all pass. */
    void release() {
        Rule before = rule;
        rule = null;
        if (before != null) {
            before.gate().countDown();
        }
    }

    /** How many wait. */
    int waiting() {
        return waiting.get();
    }

    /** How many requests for the API have come. */
    int reads() {
        return reads.get();
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        String address = request.getRequestURI() + "?" + request.getQueryString();
        if (address.contains("/api/v1/")) {
            reads.incrementAndGet();
        }
        Rule now = rule;
        if (now != null && address.contains(now.part())) {
            if (now.answer() != null) {
                if (now.once()) {
                    rule = null;
                }
                write(now.answer(), (HttpServletResponse) response);
                return;
            }
            hold(now.gate());
        }
        chain.doFilter(request, response);
    }

    private static void write(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setContentType(answer.type());
        response.getWriter().write(answer.body());
    }

    private void hold(CountDownLatch gate) {
        waiting.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
    }
}
