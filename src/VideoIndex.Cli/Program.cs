Console.WriteLine("videoindex");
