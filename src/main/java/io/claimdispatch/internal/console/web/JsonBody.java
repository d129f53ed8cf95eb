package io.claimdispatch.internal.console.web;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.call.Answer;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON of requests. */
final class JsonBody {

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private static final JsonWriterFactory WRITERS = PROVIDER.createWriterFactory(Map.of());

    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 64;

    /** Of a number, in characters: none of ours has more than nineteen digits. */
    private static final int LONGEST_NUMBER = 100;

    private JsonBody() {}

    /**
     * Reads the body of a request.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0265 if it is not declared as JSON, CLAIM0271 if it is not JSON,
     *     CLAIM0282 if it is too large
     */
    static JsonObject read(HttpServletRequest request) throws IOException {
        String type = String.valueOf(request.getContentType());
        String bare = type.split(";", 2)[0].strip();
        if (!bare.equalsIgnoreCase("application/json")) {
            throw ConsoleProblems.notJson(type);
        }
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw ConsoleProblems.bodyTooLarge(MOST_BYTES);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        check(text);
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw invalid("no JSON object");
        }
    }

    /** Uses a streaming parser: a {@link JsonReader} recurses for each level and evaluates huge numbers. */
    private static void check(String text) {
        int depth = 0;
        try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                Event event = parser.next();
                if (event == Event.START_OBJECT || event == Event.START_ARRAY) {
                    depth++;
                } else if (event == Event.END_OBJECT || event == Event.END_ARRAY) {
                    depth--;
                }
                if (event == Event.VALUE_NUMBER) {
                    checkNumber(parser.getString());
                }
                if (depth > DEEPEST) {
                    throw invalid("more than " + DEEPEST + " levels");
                }
            }
        } catch (JsonException e) {
            throw invalid("no JSON");
        }
    }

    private static void checkNumber(String number) {
        try {
            if (number.length() <= LONGEST_NUMBER && new BigDecimal(number).precision() > 0) {
                return;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw invalid("the number " + number);
    }

    private static RuntimeException invalid(String what) {
        return ConsoleProblems.parameterInvalid("body", what, "a JSON object");
    }

    /** Writes an answer; nothing but its head if the client has it already. */
    static void write(HttpServletRequest request, HttpServletResponse response, Answer answer) throws IOException {
        if (answer.isLarge()) {
            writeInPieces(request, response, answer);
            return;
        }
        byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(response::setHeader);
        String tag = answer.headers().get(Answer.TAG);
        if (tag != null && isRead(request) && isKnown(tag, request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setStatus(answer.status());
        response.setContentType(answer.type());
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes);
        }
    }

    private static void writeInPieces(HttpServletRequest request, HttpServletResponse response, Answer answer)
            throws IOException {
        response.setStatus(answer.status());
        response.setContentType(answer.type());
        if (!request.getMethod().equals("HEAD")) {
            try (JsonWriter writer = WRITERS.createWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
                writer.writeObject(answer.body());
            } catch (JsonException e) {
                // the client has gone away, most likely
                throw new IOException(e);
            }
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** Whether the client has it; a proxy that compresses answers may have made the tag a weak one. */
    private static boolean isKnown(String tag, @Nullable String known) {
        return known != null
                && Arrays.stream(known.split(",", -1)).map(String::strip).anyMatch(each -> each.endsWith(tag));
    }
}
