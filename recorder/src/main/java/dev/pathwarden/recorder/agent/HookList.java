package dev.pathwarden.recorder.agent;

import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.Threads;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.a2a.A2aClientHook;
import dev.pathwarden.recorder.hooks.a2a.A2aServerHook;
import dev.pathwarden.recorder.hooks.adk.AdkHooks;
import dev.pathwarden.recorder.hooks.anthropic.AnthropicHook;
import dev.pathwarden.recorder.hooks.anthropic.RunnableToolHook;
import dev.pathwarden.recorder.hooks.code.ClassDefinitionHook;
import dev.pathwarden.recorder.hooks.code.CompilerHook;
import dev.pathwarden.recorder.hooks.code.PolyglotHook;
import dev.pathwarden.recorder.hooks.code.ScriptEngineHook;
import dev.pathwarden.recorder.hooks.file.DirectoryHook;
import dev.pathwarden.recorder.hooks.file.FileAttributesHook;
import dev.pathwarden.recorder.hooks.file.FileChangeHook;
import dev.pathwarden.recorder.hooks.file.FileContentHook;
import dev.pathwarden.recorder.hooks.file.FileDeleteHook;
import dev.pathwarden.recorder.hooks.file.FileReadHook;
import dev.pathwarden.recorder.hooks.file.FileSteps;
import dev.pathwarden.recorder.hooks.file.FileWriteHook;
import dev.pathwarden.recorder.hooks.file.SecureDirectoryHook;
import dev.pathwarden.recorder.hooks.genai.CalledFunctionHook;
import dev.pathwarden.recorder.hooks.genai.GenAiHook;
import dev.pathwarden.recorder.hooks.http.ApacheClientHook;
import dev.pathwarden.recorder.hooks.http.HttpClientHook;
import dev.pathwarden.recorder.hooks.http.HttpServerHook;
import dev.pathwarden.recorder.hooks.http.RunHeaders;
import dev.pathwarden.recorder.hooks.http.OkHttpHook;
import dev.pathwarden.recorder.hooks.http.ReactorNettyHook;
import dev.pathwarden.recorder.hooks.http.UrlConnectionHook;
import dev.pathwarden.recorder.hooks.http.WebSocketHook;
import dev.pathwarden.recorder.hooks.jdbc.JdbcHook;
import dev.pathwarden.recorder.hooks.langchain4j.AgentCalls;
import dev.pathwarden.recorder.hooks.langchain4j.AgenticHook;
import dev.pathwarden.recorder.hooks.langchain4j.AiServiceHook;
import dev.pathwarden.recorder.hooks.langchain4j.ChatModelHook;
import dev.pathwarden.recorder.hooks.langchain4j.StreamingChatModelHook;
import dev.pathwarden.recorder.hooks.langchain4j.TokenStreamHook;
import dev.pathwarden.recorder.hooks.langchain4j.ToolHook;
import dev.pathwarden.recorder.hooks.marked.ApiHook;
import dev.pathwarden.recorder.hooks.marked.MarkedAgentHook;
import dev.pathwarden.recorder.hooks.mcp.KnownTools;
import dev.pathwarden.recorder.hooks.mcp.McpClientHook;
import dev.pathwarden.recorder.hooks.mcp.McpServerHook;
import dev.pathwarden.recorder.hooks.mcp.McpSessionHook;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import dev.pathwarden.recorder.hooks.net.ConnectHook;
import dev.pathwarden.recorder.hooks.net.DatagramHook;
import dev.pathwarden.recorder.hooks.net.DnsHook;
import dev.pathwarden.recorder.hooks.openai.OpenAiHook;
import dev.pathwarden.recorder.hooks.net.NativeConnectHook;
import dev.pathwarden.recorder.hooks.process.ChildProcesses;
import dev.pathwarden.recorder.hooks.process.ProcessHook;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import dev.pathwarden.recorder.hooks.springai.ChatClientHook;
import dev.pathwarden.recorder.hooks.springai.SpringChatModelHook;
import dev.pathwarden.recorder.hooks.springai.ToolCallbackHook;
import dev.pathwarden.recorder.hooks.thread.CleanerHook;
import dev.pathwarden.recorder.hooks.thread.CompletionHook;
import dev.pathwarden.recorder.hooks.thread.EventLoopHook;
import dev.pathwarden.recorder.hooks.thread.ExecutorHook;
import dev.pathwarden.recorder.hooks.thread.ForkJoinHook;
import dev.pathwarden.recorder.hooks.thread.ThreadStartHook;
import dev.pathwarden.recorder.hooks.thread.TimerHook;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.FileSystem;
import java.util.ArrayList;
import java.util.List;

/** Every hook there is, in the order in which the record lists them. */
final class HookList {

    private HookList() {
    }

    /**
     * The hooks of a process.
     *
     * @param propagation what calls that leave the process take along
     * @param files the default file system
     * @param models where model calls are reported
     * @param knownTools tools of MCP servers as earlier runs left them; null where nothing is remembered
     * @param markedAgent method whose calls are runs; null for none
     * @throws ReflectiveOperationException if this JDK lacks something that a hook cannot do without
     */
    static List<Hook> all(Recorder recorder, Propagation propagation, Threads threads, FileSteps fileSteps, FileSystem files, SelectorProvider selectors, ChildProcesses children,
            ModelCalls models, KnownTools knownTools, String markedAgent, Hook endOfProcess) throws ReflectiveOperationException {
        AgentCalls agentCalls = new AgentCalls(recorder);
        Streams streams = new Streams(recorder);
        RunHeaders headers = new RunHeaders(propagation);
        List<Hook> hooks = new ArrayList<>(List.of(
                new FileReadHook(fileSteps, files),
                new FileWriteHook(fileSteps, files),
                new FileContentHook(fileSteps, files),
                new FileChangeHook(fileSteps, files),
                new FileDeleteHook(fileSteps, files),
                new FileAttributesHook(fileSteps, files),
                new DirectoryHook(fileSteps, files),
                new SecureDirectoryHook(fileSteps),
                new ProcessHook(recorder, propagation, children),
                new ConnectHook(recorder, selectors),
                new NativeConnectHook(recorder),
                new DatagramHook(recorder, selectors),
                new DnsHook(recorder),
                new HttpClientHook(recorder, headers),
                new HttpServerHook(recorder, propagation),
                new UrlConnectionHook(recorder, headers),
                new WebSocketHook(recorder),
                new ApacheClientHook(recorder, headers),
                new OkHttpHook(recorder, headers),
                new ReactorNettyHook(recorder, headers, streams),
                new ScriptEngineHook(recorder),
                new PolyglotHook(recorder),
                new CompilerHook(recorder),
                new ClassDefinitionHook(recorder),
                new ThreadStartHook(recorder, threads),
                new ExecutorHook(recorder),
                new EventLoopHook(recorder),
                new ForkJoinHook(recorder),
                new CompletionHook(recorder),
                new TimerHook(recorder),
                new CleanerHook(recorder),
                new MarkedAgentHook(recorder, markedAgent),
                new ApiHook(recorder, models),
                new JdbcHook(recorder),
                new AiServiceHook(agentCalls),
                new TokenStreamHook(recorder, agentCalls),
                new AgenticHook(agentCalls),
                new ChatModelHook(models),
                new StreamingChatModelHook(models),
                new OpenAiHook(models),
                new ToolHook(recorder, models.toolRequests()),
                new ChatClientHook(recorder, streams),
                new SpringChatModelHook(recorder, models, streams),
                new ToolCallbackHook(recorder, models.toolRequests()),
                new McpClientHook(recorder, propagation, knownTools),
                new McpSessionHook(recorder, propagation, knownTools),
                new McpServerHook(recorder, propagation),
                new A2aClientHook(recorder, propagation),
                new A2aServerHook(recorder, propagation)));
        hooks.addAll(AdkHooks.of(recorder, models, streams));
        hooks.addAll(List.of(
                new GenAiHook(recorder, models),
                new CalledFunctionHook(recorder, models.toolRequests()),
                new AnthropicHook(models),
                new RunnableToolHook(recorder)));
        hooks.add(endOfProcess);
        return List.copyOf(hooks);
    }
}
