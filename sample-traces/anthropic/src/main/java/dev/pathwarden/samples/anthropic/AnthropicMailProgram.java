package dev.pathwarden.samples.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.helpers.BetaRunnableTool;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaTool;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam.Content;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.anthropic.models.beta.messages.ToolRunnerCreateParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Lets the client's tool runner run tools that send letters. Each writes down what it was given. */
public final class AnthropicMailProgram {

    private static final long MOST_TOKENS = 1000;

    private static String url;
    private static Path given;

    private AnthropicMailProgram() {
    }

    /** @param args URL of the model's server, and file for what the tools are given */
    public static void main(String[] args) {
        url = args[0];
        given = Path.of(args[1]);
        System.out.println(post("Send the letters."));
        System.exit(0);
    }

    /** The agent. */
    static String post(String wish) {
        AnthropicClient client = AnthropicOkHttpClient.builder().baseUrl(url).apiKey("not-a-real-key").maxRetries(0).build();
        MessageCreateParams.Builder params = MessageCreateParams.builder().model("scripted-mail").maxTokens(MOST_TOKENS).addUserMessage(wish);
        for (String tool : List.of("sendMail", "sendOpenly", "failMail", "failOpenly")) {
            params.addTool(tool(tool, "to", "string"));
        }
        params.addTool(tool("chargeCard", "card", "integer")).addTool(tool("noteCard", "card", "string"));
        StringBuilder answer = new StringBuilder();
        for (BetaMessage message : client.beta().messages().toolRunner(ToolRunnerCreateParams.builder().initialMessageParams(params.build()).thread(false).build())) {
            answer.setLength(0);
            message.content().forEach(block -> block.text().ifPresent(text -> answer.append(text.text())));
        }
        return answer.toString();
    }

    private static BetaRunnableTool tool(String name, String parameter, String type) {
        BetaTool.InputSchema schema = BetaTool.InputSchema.builder()
                .properties(BetaTool.InputSchema.Properties.builder().putAdditionalProperty(parameter, JsonValue.from(Map.of("type", type))).build()).build();
        return BetaRunnableTool.of(BetaTool.builder().name(name).description("Sends letters.").inputSchema(schema).build(), input -> run(name, input));
    }

    /** Text as such, and, of a tool that sends openly or not, in blocks. */
    private static Content run(String tool, String input) {
        try {
            Files.writeString(given, tool + " " + input + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (tool.startsWith("fail")) {
            throw new IllegalStateException("there is no mailbox " + tool + "@example.org");
        }
        String done = "done, with a copy for " + tool + "@example.org";
        return tool.startsWith("send") ? Content.ofBlocks(List.of(Content.Block.ofText(done))) : Content.ofString(done);
    }
}
