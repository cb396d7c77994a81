package dev.pathwarden.recorder.hooks.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What models cost, as the user says in a file: there is no other source of prices, and without one no cost. For any thread.
 *
 * <p>The file is text. Its first line that is neither empty nor a comment ({@code #}) is {@value #UNIT}. Each further line has four words: the model, and the
 * prices of input, cached input and output. A model is the name that the program asks for, alone or as {@code provider/model}; with {@code *} at its end it stands for all names
 * that begin so. The name with its provider comes before the bare name, a whole name before a beginning, and a longer beginning before a shorter one. In place of
 * a price, {@code -} says that cached input costs as much as other input.
 */
public final class PriceTable {

    /** The line that a price table begins with. */
    public static final String UNIT = "USD per million tokens";
    /** No prices. */
    public static final PriceTable NONE = new PriceTable(Map.of());

    private static final int MOST_LINES = 10_000;
    private static final int LONGEST_PRICE = 20;
    private static final int LONGEST_BEGINNING = 200;
    private static final BigDecimal HIGHEST = new BigDecimal(1_000_000);
    private static final String EXPECTED = "a model and its prices for input, cached input and output";

    private final Map<String, Price> prices;

    private PriceTable(Map<String, Price> prices) {
        this.prices = prices;
    }

    /**
     * Reads a table.
     *
     * @throws BadPriceTableException naming the line, and what was expected there
     */
    public static PriceTable parse(String text) {
        Map<String, Price> prices = new LinkedHashMap<>();
        boolean unit = false;
        int number = 0;
        for (String raw : text.split("\\R", MOST_LINES + 1)) {
            if (++number > MOST_LINES) {
                throw new BadPriceTableException(number, "no more than " + MOST_LINES + " lines", "more");
            }
            String line = (number == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!unit) {
                if (!line.equals(UNIT)) {
                    throw new BadPriceTableException(number, "the line '" + UNIT + "'", line);
                }
                unit = true;
                continue;
            }
            String[] words = line.split("\\s+");
            if (words.length != 4) {
                throw new BadPriceTableException(number, EXPECTED + ", four words", line);
            }
            BigDecimal input = price(words[1], number);
            Price price = new Price(input, words[2].equals("-") ? input : price(words[2], number), price(words[3], number));
            if (prices.put(words[0], price) != null) {
                throw new BadPriceTableException(number, "each model once", words[0]);
            }
        }
        if (!unit) {
            throw new BadPriceTableException(number, "the line '" + UNIT + "'", "nothing");
        }
        return new PriceTable(prices);
    }

    private static BigDecimal price(String word, int line) {
        try {
            BigDecimal price = word.length() > LONGEST_PRICE || word.indexOf('e') >= 0 || word.indexOf('E') >= 0 ? null : new BigDecimal(word);
            if (price != null && price.signum() >= 0 && price.compareTo(HIGHEST) <= 0) {
                return price;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new BadPriceTableException(line, "a price from 0 to " + HIGHEST + " such as 0.15", word);
    }

    /**
     * The cost of a call in millionths of a US dollar, rounded half up. A US dollar per million tokens is just that per token.
     *
     * @param input all tokens of the request
     * @param cached those of them that came from the provider's cache; null for none
     * @return null where the model has no price, or the tokens of request or answer were not counted
     */
    Long microUsd(String provider, String model, Long input, Long cached, Long output) {
        if (model == null || input == null || output == null || prices.isEmpty()) {
            return null;
        }
        Price price = find(provider, model);
        if (price == null) {
            return null;
        }
        long fromCache = cached == null ? 0 : Math.max(0, Math.min(cached, input));
        BigInteger cost = times(price.input, Math.max(0, input) - fromCache).add(times(price.cached, fromCache)).add(times(price.output, Math.max(0, output)))
                .setScale(0, RoundingMode.HALF_UP).toBigInteger();
        return cost.bitLength() < Long.SIZE ? cost.longValue() : null;
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }

    private Price find(String provider, String model) {
        Price found = provider == null ? null : findName(provider + "/" + model);
        return found == null ? findName(model) : found;
    }

    private Price findName(String name) {
        Price whole = prices.get(name);
        for (int end = Math.min(name.length(), LONGEST_BEGINNING); whole == null && end >= 0; end--) {
            whole = prices.get(name.substring(0, end) + "*");
        }
        return whole;
    }

    private record Price(BigDecimal input, BigDecimal cached, BigDecimal output) {
    }
}
