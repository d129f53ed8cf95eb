package io.claimdispatch.internal.console.security;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/**
 * Shows the JSON of payloads without the values that the settings mask. Masking is done here and not by the page, so
 * that a masked value never leaves the node. Numbers keep the digits that are stored.
 */
@Component
@Dependent
public class Masking {

    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());

    private final Settings settings;

    @Inject
    Masking(Settings settings) {
        this.settings = settings;
    }

    /**
     * What is shown of a text.
     *
     * @param text JSON, or its beginning; empty if the text is not JSON
     * @param isJson whether it is JSON as far as it was read; another text is not shown, since its members cannot be
     *     told apart, to mask some
     * @param isCut whether there is more
     * @param masked how many values are masked
     */
    public record Shown(String text, boolean isJson, boolean isCut, int masked) {}

    /**
     * Reads a text until so much of it can be shown.
     *
     * @param json the stored text
     * @param most the maximum number of characters
     */
    public Shown show(String json, int most) {
        return show(json, false, most);
    }

    /**
     * Reads the beginning of a text until so much of it can be shown. A name comes before its value, so what is
     * masked does not depend on what follows. A text or name ends with its quote; a number is shown only once the parser
     * has read what follows it, so that none is shown whose last digits are missing.
     *
     * @param json the stored text, or its beginning
     * @param goesOn whether it is only the beginning
     * @param most the maximum number of characters
     */
    public Shown show(String json, boolean goesOn, int most) {
        MaskedJson shown = new MaskedJson(new MaskedMembers(settings.console().mask()), most);
        try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
            String number = null;
            while (parser.hasNext() && !shown.isFull()) {
                Event event = parser.next();
                if (number != null) {
                    shown.add(Event.VALUE_NUMBER, number);
                }
                number = event == Event.VALUE_NUMBER ? parser.getString() : null;
                if (number == null) {
                    shown.add(event, JsonCopy.hasText(event) ? parser.getString() : "");
                }
            }
            if (number != null) {
                shown.add(Event.VALUE_NUMBER, number);
            }
        } catch (RuntimeException e) {
            // a parser's own exceptions, and those of texts that no parser reads
            return goesOn && !shown.text().isEmpty()
                    ? new Shown(shown.text(), true, true, shown.masked())
                    : new Shown("", false, goesOn, 0);
        }
        return new Shown(shown.text(), true, goesOn || shown.isFull(), shown.masked());
    }

    /** Shows a text as it is stored, whatever it is; for those who may see masked values. */
    public static Shown unmasked(String text) {
        return new Shown(text, true, false, 0);
    }
}
