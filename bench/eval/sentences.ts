/** Small sets of our own for `npm run eval:embeddings`: sentences written and translated by us, so the numbers are ours too. */
export const TEST_LANGUAGES = ["en", "de", "fr", "es", "ru", "ja"] as const;

/** One sentence in every test language, in their order, with its class. */
export interface Parallel {
  label: string;
  texts: readonly [string, string, string, string, string, string];
}

const of =
  (label: string) =>
  (...texts: Parallel["texts"]): Parallel => ({ label, texts });

const good = of("positive");
const bad = of("negative");

// One sentence a line reads better than one in seven.
export const SENTIMENT: readonly Parallel[] = [
  good(
    "I love this film.",
    "Ich liebe diesen Film.",
    "J'adore ce film.",
    "Me encanta esta película.",
    "Я люблю этот фильм.",
    "この映画が大好きです。",
  ),
  bad(
    "The food was terrible.",
    "Das Essen war schrecklich.",
    "La nourriture était terrible.",
    "La comida era terrible.",
    "Еда была ужасной.",
    "食べ物はひどかったです。",
  ),
  good(
    "What a beautiful gift, thank you.",
    "Was für ein schönes Geschenk, danke.",
    "Quel beau cadeau, merci.",
    "Qué hermoso regalo, gracias.",
    "Какой красивый подарок, спасибо.",
    "美しい贈り物をありがとう。",
  ),
  bad(
    "I am very angry about the service.",
    "Ich bin sehr wütend über den Service.",
    "Je suis très en colère à cause du service.",
    "Estoy muy enfadado por el servicio.",
    "Я очень зол на обслуживание.",
    "サービスにとても怒っています。",
  ),
  good(
    "We had a wonderful holiday.",
    "Wir hatten einen wunderbaren Urlaub.",
    "Nous avons passé des vacances merveilleuses.",
    "Tuvimos unas vacaciones maravillosas.",
    "У нас был прекрасный отпуск.",
    "素晴らしい休暇でした。",
  ),
  bad(
    "The hotel was dirty and loud.",
    "Das Hotel war schmutzig und laut.",
    "L'hôtel était sale et bruyant.",
    "El hotel estaba sucio y era ruidoso.",
    "Отель был грязным и шумным.",
    "ホテルは汚くてうるさかったです。",
  ),
  good(
    "My children are happy with the new school.",
    "Meine Kinder sind glücklich mit der neuen Schule.",
    "Mes enfants sont heureux dans la nouvelle école.",
    "Mis hijos están felices con la nueva escuela.",
    "Мои дети счастливы в новой школе.",
    "子供たちは新しい学校で幸せです。",
  ),
  bad(
    "The phone is broken again, a disaster.",
    "Das Telefon ist wieder kaputt, eine Katastrophe.",
    "Le téléphone est encore cassé, une catastrophe.",
    "El teléfono está roto otra vez, un desastre.",
    "Телефон снова сломан, катастрофа.",
    "電話がまた壊れました、災害です。",
  ),
  good(
    "An excellent teacher, I recommend her.",
    "Eine ausgezeichnete Lehrerin, ich empfehle sie.",
    "Une excellente enseignante, je la recommande.",
    "Una profesora excelente, la recomiendo.",
    "Отличная учительница, рекомендую её.",
    "優秀な先生で、お勧めします。",
  ),
  bad(
    "I hate waiting in the rain.",
    "Ich hasse es, im Regen zu warten.",
    "Je déteste attendre sous la pluie.",
    "Odio esperar bajo la lluvia.",
    "Я ненавижу ждать под дождём.",
    "雨の中で待つのは嫌いです。",
  ),
  good(
    "The party was fun and we laughed a lot.",
    "Die Party hat Spaß gemacht und wir haben viel gelacht.",
    "La fête était amusante et nous avons beaucoup ri.",
    "La fiesta fue divertida y nos reímos mucho.",
    "Вечеринка была весёлой, и мы много смеялись.",
    "パーティーは楽しくて、たくさん笑いました。",
  ),
  bad(
    "This book is boring and bad.",
    "Dieses Buch ist langweilig und schlecht.",
    "Ce livre est ennuyeux et mauvais.",
    "Este libro es aburrido y malo.",
    "Эта книга скучная и плохая.",
    "この本は退屈で悪いです。",
  ),
];

const weather = of("weather");
const travel = of("travel");
const food = of("food");
const money = of("money");

export const INTENT: readonly Parallel[] = [
  weather(
    "Will it snow tomorrow?",
    "Wird es morgen schneien?",
    "Va-t-il neiger demain ?",
    "¿Va a nevar mañana?",
    "Завтра будет снег?",
    "明日は雪が降りますか。",
  ),
  weather(
    "Is there a storm with thunder tonight?",
    "Gibt es heute Nacht ein Gewitter mit Donner?",
    "Y aura-t-il un orage avec du tonnerre ce soir ?",
    "¿Habrá una tormenta con truenos esta noche?",
    "Сегодня ночью будет гроза с громом?",
    "今夜は雷の嵐がありますか。",
  ),
  weather(
    "Do I need an umbrella, or does the sun shine?",
    "Brauche ich einen Regenschirm, oder scheint die Sonne?",
    "Ai-je besoin d'un parapluie ou le soleil brille-t-il ?",
    "¿Necesito un paraguas o brilla el sol?",
    "Мне нужен зонт или светит солнце?",
    "傘が必要ですか、それとも太陽が出ますか。",
  ),
  travel(
    "Book a flight to London for me.",
    "Buche mir einen Flug nach London.",
    "Réservez-moi un vol pour Londres.",
    "Resérvame un vuelo a Londres.",
    "Забронируйте мне рейс в Лондон.",
    "ロンドンへの飛行機を予約してください。",
  ),
  travel(
    "When does the train leave the station?",
    "Wann fährt der Zug vom Bahnhof ab?",
    "Quand le train quitte-t-il la gare ?",
    "¿Cuándo sale el tren de la estación?",
    "Когда поезд отходит от станции?",
    "電車はいつ駅を出ますか。",
  ),
  travel(
    "Which bus goes to the airport?",
    "Welcher Bus fährt zum Flughafen?",
    "Quel bus va à l'aéroport ?",
    "¿Qué autobús va al aeropuerto?",
    "Какой автобус едет в аэропорт?",
    "どのバスが空港に行きますか。",
  ),
  food(
    "I would like a pizza and a beer.",
    "Ich möchte eine Pizza und ein Bier.",
    "Je voudrais une pizza et une bière.",
    "Quisiera una pizza y una cerveza.",
    "Я хочу пиццу и пиво.",
    "ピザとビールをお願いします。",
  ),
  food(
    "How do I cook soup with vegetables?",
    "Wie koche ich Suppe mit Gemüse?",
    "Comment cuisiner une soupe aux légumes ?",
    "¿Cómo cocino una sopa con verduras?",
    "Как сварить суп с овощами?",
    "野菜スープの料理の仕方は。",
  ),
  food(
    "Where can I eat fish and rice?",
    "Wo kann ich Fisch und Reis essen?",
    "Où puis-je manger du poisson et du riz ?",
    "¿Dónde puedo comer pescado y arroz?",
    "Где можно поесть рыбу и рис?",
    "魚とご飯はどこで食べられますか。",
  ),
  money(
    "Send money to my bank account.",
    "Überweise Geld auf mein Bankkonto.",
    "Envoyez de l'argent sur mon compte en banque.",
    "Envía dinero a mi cuenta del banco.",
    "Отправьте деньги на мой счёт в банке.",
    "銀行の口座にお金を送ってください。",
  ),
  money(
    "I lost my credit card.",
    "Ich habe meine Kreditkarte verloren.",
    "J'ai perdu ma carte de crédit.",
    "He perdido mi tarjeta de crédito.",
    "Я потерял свою кредитную карту.",
    "クレジットカードをなくしました。",
  ),
  money(
    "How many dollars is one euro?",
    "Wie viel Dollar ist ein Euro?",
    "Combien de dollars vaut un euro ?",
    "¿Cuántos dólares es un euro?",
    "Сколько долларов стоит один евро?",
    "一ユーロは何ドルですか。",
  ),
];

/** English examples to learn from; none is a translation of a test sentence. */
export const EXAMPLES: Readonly<Record<"sentiment" | "intent", Readonly<Record<string, readonly string[]>>>> =
  {
    sentiment: {
      positive: [
        "The concert was amazing.",
        "I am so glad that you came.",
        "A delicious cake and a friendly waiter.",
        "This is the best day of my life.",
        "She smiled and everybody was delighted.",
        "Great work, congratulations.",
        "The garden is lovely in spring.",
        "I enjoyed every page of the story.",
        "A perfect evening with good friends.",
        "The doctor was kind and helpful.",
        "We won the match, hooray.",
        "I like this song very much.",
      ],
      negative: [
        "The concert was awful.",
        "I am sad that you left.",
        "A disgusting cake and a rude waiter.",
        "This is the worst day of my life.",
        "She cried and everybody was disappointed.",
        "Poor work, a shame.",
        "The garden is ugly in winter.",
        "I regret buying the story, it is stupid.",
        "A horrible evening full of quarrels.",
        "The doctor was careless and unfriendly.",
        "We lost the match, what a pity.",
        "I dislike this noise very much.",
      ],
    },
    intent: {
      weather: [
        "How warm will it be this weekend?",
        "Is it cloudy outside?",
        "Tell me the weather forecast.",
        "Will the rain stop soon?",
        "How strong is the wind today?",
        "Is there fog or ice on the roads?",
      ],
      travel: [
        "Find a hotel near the beach for my trip.",
        "I need a taxi to the harbour.",
        "Is the plane to Paris late?",
        "Buy a railway ticket to Rome.",
        "How long is the drive by car?",
        "Show me the ferry timetable.",
      ],
      food: [
        "Order a hamburger with cheese.",
        "Which restaurant has good bread?",
        "Give me a recipe for chocolate cake.",
        "I want coffee with milk and sugar.",
        "Is there meat in this meal?",
        "Bring us fruit and wine for dinner.",
      ],
      money: [
        "Pay the bill from my savings.",
        "What is the balance of my account?",
        "Can I get a loan?",
        "Change my coins into notes at the bank.",
        "How much does it cost in pounds?",
        "My wallet and my cash were stolen.",
      ],
    },
  };
