package dev.pathwarden.samples.watched;

import dev.pathwarden.samples.customerreport.CustomerReportMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run of the customer report agent under enforced guardrails, with everything it left in one directory. */
record GuardedRun(WatchedJvm jvm, Path directory) {

    static GuardedRun of(String script, Path policies, Path directory) throws IOException, InterruptedException {
        Path reports = Files.createDirectories(directory.resolve("reports"));
        List<String> jvmArguments = List.of(Recording.agent(directory.resolve("record"), "policies=" + policies, "mode=enforce"), "-Djava.io.tmpdir=" + reports);
        return new GuardedRun(WatchedJvm.run(directory, jvmArguments, CustomerReportMain.class, "--script", script, "--out", directory.toString()), directory);
    }

    Path file(String path) {
        return directory.resolve(path);
    }

    Recording recording() throws IOException {
        return Recording.in(file("record"));
    }

    /** What the model was told of these tools, from the last request that it received. */
    List<String> toolResults(String... tools) throws IOException {
        List<String> requests = Files.readAllLines(file("model-requests.jsonl"));
        Map<String, String> toolOfCall = new HashMap<>();
        List<String> results = new ArrayList<>();
        for (JsonNode message : JsonMapper.shared().readTree(requests.get(requests.size() - 1)).get("messages")) {
            message.path("tool_calls").forEach(call -> toolOfCall.put(call.get("id").asString(), call.get("function").get("name").asString()));
            if (message.get("role").asString().equals("tool") && List.of(tools).contains(toolOfCall.get(message.get("tool_call_id").asString()))) {
                results.add(message.get("content").asString());
            }
        }
        return results;
    }
}
