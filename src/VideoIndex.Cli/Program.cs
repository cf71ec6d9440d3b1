using VideoIndex.Cli;

return await CommandLine.RunAsync(args);
