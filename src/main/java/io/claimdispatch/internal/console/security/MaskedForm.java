package io.claimdispatch.internal.console.security;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Payloads as an administrator edits them: in the place of each masked value stands a text with its number. What comes
 * back has such a text where the value is to stay, wherever its object was moved to; and a masked value never leaves the
 * node. Read as streams, so that numbers keep their digits and no depth costs a stack.
 */
@Component
@Dependent
public class MaskedForm {

    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());

    /** Like {@code •••2}, the second masked value. */
    private static final Pattern STANDS_FOR = Pattern.compile("\"" + MaskedJson.MASK + "(\\d{0,9})\"");

    private final Settings settings;

    @Inject
    MaskedForm(Settings settings) {
        this.settings = settings;
    }

    /**
     * A payload to be edited.
     *
     * @param text the payload with numbers in the place of masked values; empty if it is not JSON
     * @param isJson whether it is JSON
     * @param masked how many values are masked
     */
    public record Form(String text, boolean isJson, int masked) {}

    /** Makes the form of a stored payload. */
    public Form of(String stored) {
        List<String> hidden = new ArrayList<>();
        try {
            String text = hidden(stored, hidden);
            return new Form(text, true, hidden.size());
        } catch (RuntimeException e) {
            // a parser's own exceptions, and those of texts that no parser reads
            return new Form("", false, 0);
        }
    }

    /** Fills a list with the masked values, and returns the text with their numbers. */
    private String hidden(String stored, List<String> hidden) {
        return copy(stored, false, value -> {
            hidden.add(value);
            return "\"" + MaskedJson.MASK + hidden.size() + "\"";
        });
    }

    /**
     * Puts the stored values back where their numbers stand.
     *
     * @param stored the stored payload
     * @param edited the form as it came back
     * @param isSeen whether the form was made of this very payload; otherwise the numbers mean nothing
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0288 for a number that stands for no masked value, or stands
     *     elsewhere than at a masked member
     * @throws RuntimeException if it is not JSON
     */
    public String filled(String stored, String edited, boolean isSeen) {
        List<String> hidden = new ArrayList<>();
        if (isSeen && of(stored).isJson()) {
            hidden(stored, hidden);
        }
        return copy(edited, true, value -> {
            Matcher number = STANDS_FOR.matcher(value);
            return number.matches() ? stored(hidden, value, number.group(1)) : value;
        });
    }

    private static String stored(List<String> hidden, String text, String digits) {
        int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        if (number < 1 || number > hidden.size()) {
            throw ConsoleProblems.maskInvalid(text);
        }
        return hidden.get(number - 1);
    }

    private interface Masked {
        /** What to write in the place of the value of a masked member, which is JSON, and so is this. */
        String inPlaceOf(String value);
    }

    /** Copies JSON, and asks for each value of a masked member what to write. */
    private String copy(String json, boolean isForm, Masked masked) {
        MaskedMembers members = members();
        JsonCopy copy = new JsonCopy();
        try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
            while (parser.hasNext()) {
                Event event = parser.next();
                String text = JsonCopy.hasText(event) ? parser.getString() : "";
                if (isForm
                        && event == Event.VALUE_STRING
                        && STANDS_FOR.matcher('"' + text + '"').matches()) {
                    // where the value would be shown
                    throw ConsoleProblems.maskInvalid(text);
                }
                copy.add(event, text);
                if (event == Event.KEY_NAME && members.contains(text)) {
                    copy.value(masked.inPlaceOf(value(parser)));
                }
            }
        }
        return copy.text(Integer.MAX_VALUE);
    }

    private MaskedMembers members() {
        return new MaskedMembers(settings.console().mask());
    }

    /** The next value, as JSON. */
    private static String value(JsonParser parser) {
        JsonCopy value = new JsonCopy();
        int open = 0;
        do {
            Event event = parser.next();
            value.add(event, JsonCopy.hasText(event) ? parser.getString() : "");
            open += JsonCopy.depth(event);
        } while (open > 0);
        return value.text(Integer.MAX_VALUE);
    }

    /** What differs between two payloads, of masked members only that they do. */
    public PayloadDiff diff(String before, String after) {
        return PayloadDiff.of(leaves(before), leaves(after));
    }

    /** Its values by their places; empty if it is not JSON. */
    private PayloadLeaves leaves(String json) {
        PayloadLeaves leaves = new PayloadLeaves();
        MaskedMembers members = members();
        try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
            while (parser.hasNext() && !leaves.isFull()) {
                Event event = parser.next();
                String text = JsonCopy.hasText(event) ? parser.getString() : "";
                leaves.add(event, text);
                if (event == Event.KEY_NAME && members.contains(text)) {
                    leaves.addMasked(value(parser));
                }
            }
            return leaves;
        } catch (RuntimeException e) {
            return new PayloadLeaves();
        }
    }
}
