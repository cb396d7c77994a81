package dev.pathwarden.samples.genai;

import com.google.genai.Client;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Tool;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lets the client call functions that send letters. Each writes down what it was given. */
public final class GenAiMailProgram {

    private static final Set<String> FUNCTIONS = Set.of("sendMail", "sendOpenly", "chargeCard", "noteCard", "failMail", "failOpenly");

    private static String url;
    private static Path given;

    private GenAiMailProgram() {
    }

    /** @param args URL of the model's server, and file for what the functions are given */
    public static void main(String[] args) {
        url = args[0];
        given = Path.of(args[1]);
        System.out.println(post("Send the letters."));
        System.exit(0);
    }

    /** The agent. */
    static String post(String wish) {
        Client client = Client.builder().apiKey("not-a-real-key").httpOptions(HttpOptions.builder().baseUrl(url).build()).build();
        List<Method> functions = Stream.of(GenAiMailProgram.class.getMethods()).filter(method -> FUNCTIONS.contains(method.getName())).toList();
        return client.models.generateContent("scripted-mail", wish, GenerateContentConfig.builder().tools(Tool.builder().functions(functions).build()).build()).text();
    }

    /** Sends a letter. */
    public static String sendMail(String to) throws IOException {
        return sent("sendMail", to);
    }

    /** Sends a letter. */
    public static String sendOpenly(String to) throws IOException {
        return sent("sendOpenly", to);
    }

    /** Charges a card. */
    public static String chargeCard(Double card) throws IOException {
        return sent("chargeCard", card.toString());
    }

    /** Writes a card's number down. */
    public static String noteCard(String card) throws IOException {
        return sent("noteCard", card);
    }

    /** Fails to send a letter. */
    public static String failMail(String to) throws IOException {
        return fail("failMail", to);
    }

    /** Fails to send a letter. */
    public static String failOpenly(String to) throws IOException {
        return fail("failOpenly", to);
    }

    private static String sent(String function, String argument) throws IOException {
        write(function, argument);
        return "done, with a copy for " + function + "@example.org";
    }

    private static String fail(String function, String argument) throws IOException {
        write(function, argument);
        throw new IllegalStateException("there is no mailbox " + function + "@example.org");
    }

    private static void write(String function, String argument) throws IOException {
        Files.writeString(given, function + " " + argument + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
