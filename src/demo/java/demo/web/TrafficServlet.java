package demo.web;

import demo.Traffic;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST /traffic}: makes a day's traffic, once. */
@WebServlet("/traffic")
public class TrafficServlet extends HttpServlet {

    @Inject
    private transient Traffic traffic;

    /** How many rows were published; none if they were before. */
    public record Made(int published) {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.json(response, HttpServletResponse.SC_OK, new Made(traffic.publish()));
    }
}
