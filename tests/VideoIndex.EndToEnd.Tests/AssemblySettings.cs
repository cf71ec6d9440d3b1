// Each test drives whole programs that use every core: two at a time would only measure each other's waiting.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
